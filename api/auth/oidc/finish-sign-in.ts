import type { Request, RequestHandler } from 'express';
import { constantTimeEqual, sha256Hex } from '../../../platform/digest.ts';
import type { Front } from '../../front.ts';
import { openSession, SESSION_LASTS_MS } from '../login-session.ts';
import { readCookie, sessionCookie, writeCookie } from '../session-cookie.ts';
import { TRIP_COOKIE } from './begin-sign-in.ts';
import { leaveWithProblem } from './leave-with-problem.ts';
import { providerOf } from './provider-of.ts';
import { redeemCode } from './redeem-code.ts';
import { SignInProblem } from './sign-in-problem.ts';
import { endTrip, SIGN_IN_TRIP } from './trips.ts';
import { welcomePerson } from './welcome-person.ts';

/** Takes somebody back from the identity provider: opens his session and goes where he wanted to, or says on the sign-in page why not. */
export const finishSignIn =
  (front: Front): RequestHandler =>
  (req, res) =>
    leaveWithProblem(front, req, res, async () => {
      const { config } = front;
      const place = { config, headers: req.headers };
      res.append('Set-Cookie', writeCookie(TRIP_COOKIE, '', 0, place));
      const provider = providerOf(front);
      const { browserHash, returnTo, ...checks } = await tripOf(front, req);
      if (!constantTimeEqual(sha256Hex(readCookie(TRIP_COOKIE, place) ?? ''), browserHash)) throw new SignInProblem('other_browser', 'the browser is not the one that was sent');
      const { idToken, said } = await redeemCode(await provider.reach(), { config, query: queryOf(req), ...checks });
      const person = await welcomePerson(front, provider.settings, said, front.clock.now());
      const { token } = await openSession(front, { ...person, method: 'oidc', idToken }, { headers: req.headers, address: req.socket.remoteAddress ?? '' });
      res.append('Set-Cookie', sessionCookie(token, SESSION_LASTS_MS, place)).redirect(303, returnTo);
    });

async function tripOf(front: Front, { query: { state } }: Request) {
  const trip = typeof state === 'string' && state.length <= 100 ? await endTrip(front, SIGN_IN_TRIP, state) : null;
  if (trip === null) throw new SignInProblem('expired', 'no sign-in waits under this state');
  return { ...trip, state: String(state) };
}

/** The query as it was sent: the client library reads it by itself. */
const queryOf = ({ originalUrl }: Request): string => originalUrl.slice(originalUrl.indexOf('?'));
