import type { RequestHandler } from 'express';
import { buildEndSessionUrl } from 'openid-client';
import type { Front } from '../../front.ts';
import { peopleAddressOf } from '../../people-address.ts';
import { findIdToken } from '../login-session.ts';
import { type Place, readCookie, writeCookie } from '../session-cookie.ts';
import type { Caller } from '../caller.ts';
import { OIDC_LOGOUT_PATH } from './redirect-uri.ts';
import { leaveWithProblem } from './leave-with-problem.ts';
import { providerOf } from './provider-of.ts';
import { beginTrip, endTrip, SIGN_OUT_TRIP, TRIP_LASTS_MS } from './trips.ts';

/** Lets a browser that has just signed out here go on to the provider, once. */
const SIGN_OUT_COOKIE = 'gatehouse_sign_out';

type Parts = Pick<Front, 'loginSessions' | 'oidcSignIns' | 'seal' | 'clock' | 'identityProvider'>;

/** The Set-Cookie lines by which a session that is about to end can be ended at the provider too; none where it did not begin there. */
export async function signOutCookies(parts: Parts, sessionHash: string, place: Place): Promise<string[]> {
  const idToken = parts.identityProvider && (await findIdToken(parts, sessionHash));
  if (!idToken) return [];
  return [writeCookie(SIGN_OUT_COOKIE, await beginTrip(parts, SIGN_OUT_TRIP, { idToken }), TRIP_LASTS_MS, place)];
}

/** Where a browser goes after it has signed out here; null where nothing is left to do. */
export const signOutPathOf = async (parts: Parts, caller: Caller): Promise<string | null> =>
  parts.identityProvider && caller.via === 'session' && (await findIdToken(parts, caller.sessionHash)) ? OIDC_LOGOUT_PATH : null;

/** Goes on to the provider's sign-out, where the browser has just signed out here; without that, and where the provider has none, to the page. No link from elsewhere signs anybody out. */
export const finishSignOut =
  (front: Front): RequestHandler =>
  (req, res) =>
    leaveWithProblem(front, req, res, async () => {
      const place = { config: front.config, headers: req.headers };
      const { reach } = providerOf(front);
      const ticket = readCookie(SIGN_OUT_COOKIE, place);
      const trip = ticket === null ? null : await endTrip(front, SIGN_OUT_TRIP, ticket);
      res.append('Set-Cookie', writeCookie(SIGN_OUT_COOKIE, '', 0, place));
      const { client } = await reach();
      const canEnd = trip !== null && client.serverMetadata().end_session_endpoint !== undefined;
      const back = `${peopleAddressOf(front.config)}/`;
      res.redirect(303, canEnd ? buildEndSessionUrl(client, { id_token_hint: trip.idToken, post_logout_redirect_uri: back }).href : '/');
    });
