import { jwtVerify } from 'jose';
import { authorizationCodeGrant, AuthorizationResponseError, ClientError, fetchUserInfo, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import type { Config } from '../../../platform/config.ts';
import { redirectUri } from './redirect-uri.ts';
import type { KnownProvider } from './known-provider.ts';
import { reasonOf } from './reason-of.ts';
import { SignInProblem } from './sign-in-problem.ts';
import type { Said } from './read-person.ts';

/** How far clocks may be apart. */
export const LEEWAY_SECONDS = 60;

type Return = { config: Config; query: string; state: string; nonce: string; verifier: string };

/**
 * Exchanges the code that somebody came back with for what the provider says of him. The ID token has the nonce of this very
 * sign-in, the provider's own signature, and Gatehouse as its audience; anything else throws a SignInProblem.
 */
export async function redeemCode(provider: KnownProvider, { config, query, state, nonce, verifier }: Return): Promise<{ idToken: string; said: Said }> {
  const { client, issuer, algorithms, keys } = provider;
  try {
    const tokens = await authorizationCodeGrant(client, new URL(`${redirectUri(config)}${query}`), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
    const idToken = tokens.id_token ?? '';
    const audience = client.clientMetadata().client_id;
    const { payload } = await jwtVerify(idToken, keys, { issuer, audience, algorithms, clockTolerance: LEEWAY_SECONDS, requiredClaims: ['sub', 'exp', 'iat'] });
    const subject = payload.sub ?? '';
    const more = client.serverMetadata().userinfo_endpoint === undefined ? {} : await fetchUserInfo(client, tokens.access_token, subject);
    return { idToken, said: { ...payload, ...more, iss: issuer, sub: subject } };
  } catch (error) {
    throw new SignInProblem(codeOf(error), reasonOf(error));
  }
}

/** What people can do something about: they said no themselves, or the provider is out of order. All else is one refusal. */
function codeOf(error: unknown): SignInProblem['code'] {
  if (error instanceof AuthorizationResponseError) {
    if (error.error === 'access_denied') return 'cancelled';
    return error.error === 'server_error' || error.error === 'temporarily_unavailable' ? 'provider_away' : 'refused';
  }
  if (error instanceof ResponseBodyError || error instanceof WWWAuthenticateChallengeError) return error.status >= 500 ? 'provider_away' : 'refused';
  if (error instanceof ClientError) return error.code === 'OAUTH_TIMEOUT' ? 'provider_away' : 'refused';
  return isUnreached(error) ? 'provider_away' : 'refused';
}

/** What fetch throws where nobody answers. */
const isUnreached = (error: unknown): boolean => error instanceof TypeError && error.message === 'fetch failed';
