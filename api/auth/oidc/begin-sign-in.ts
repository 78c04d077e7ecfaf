import type { RequestHandler } from 'express';
import { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier } from 'openid-client';
import { sha256Hex } from '../../../platform/digest.ts';
import { mintSecret } from '../../../platform/ids.ts';
import type { Front } from '../../front.ts';
import { writeCookie } from '../session-cookie.ts';
import { redirectUri } from './redirect-uri.ts';
import { leaveWithProblem } from './leave-with-problem.ts';
import { providerOf } from './provider-of.ts';
import { returnPath } from './return-path.ts';
import { beginTrip, SIGN_IN_TRIP, TRIP_LASTS_MS } from './trips.ts';

/** Ties a sign-in to the browser that began it: the way back works in no other one. */
export const TRIP_COOKIE = 'gatehouse_sign_in';

/** Sends a browser to the identity provider, with PKCE, a state and a nonce that only its return can use. */
export const beginSignIn =
  (front: Front): RequestHandler =>
  (req, res) =>
    leaveWithProblem(front, req, res, async () => {
      const { config } = front;
      const { settings, reach } = providerOf(front);
      const { client } = await reach();
      const verifier = randomPKCECodeVerifier();
      const nonce = randomNonce();
      const browser = mintSecret();
      const state = await beginTrip(front, SIGN_IN_TRIP, { verifier, nonce, browserHash: sha256Hex(browser), returnTo: returnPath(req.query['returnTo']) });
      const address = buildAuthorizationUrl(client, {
        ...{ redirect_uri: redirectUri(config), scope: settings.scopes, state, nonce },
        ...{ code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
      });
      res.set('Set-Cookie', writeCookie(TRIP_COOKIE, browser, TRIP_LASTS_MS, { config, headers: req.headers })).redirect(302, address.href);
    });
