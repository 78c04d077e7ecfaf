import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endedCookie } from '../auth/session-cookie.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Ends the session on the server; its cookie is worth nothing from then on. */
export const logout = ({ config, loginSessions }: Front) =>
  endpoint(
    routes.logout,
    async ({ caller, headers }) => {
      if (caller.via === 'token') throw new ProblemError('forbidden', 'An access token has no session to end; revoke it instead.');
      await loginSessions.end(caller.sessionHash);
      return answer(null, { 'Set-Cookie': endedCookie({ config, headers }) });
    },
    { beforePasswordChange: true },
  );
