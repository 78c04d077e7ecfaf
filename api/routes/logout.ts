import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { signOutCookies } from '../auth/oidc/sign-out.ts';
import { endedCookie } from '../auth/session-cookie.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Ends the session on the server; its cookie is worth nothing from then on. Who came through the identity provider may go on and sign out there. */
export const logout = (front: Front) =>
  endpoint(
    routes.logout,
    async ({ caller, headers }) => {
      const { config, loginSessions } = front;
      if (caller.via === 'token') throw new ProblemError('forbidden', 'An access token has no session to end; revoke it instead.');
      const place = { config, headers };
      const onwards = await signOutCookies(front, caller.sessionHash, place);
      await loginSessions.end(caller.sessionHash);
      return answer(null, { 'Set-Cookie': [endedCookie(place), ...onwards] });
    },
    { beforePasswordChange: true },
  );
