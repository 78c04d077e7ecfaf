import { errors, jwtVerify, type JWTPayload, type JWTVerifyResult } from 'jose';
import type { IdentityProvider } from './identity-provider.ts';
import type { Said } from './read-person.ts';
import { LEEWAY_SECONDS } from './redeem-code.ts';

const MAX_LENGTH = 8_192;
const TYPES = ['at+jwt', 'application/at+jwt', 'jwt'];
/** What only an ID token carries. */
const OF_ID_TOKENS = ['nonce', 'at_hash', 'c_hash', 's_hash'];

/** An access token that the provider has signed for Gatehouse. */
export type VerifiedToken = { said: Said; issuedAt: Date | null; expiresAt: Date };

/**
 * What a provider's access token says; null unless it has the provider's signature in an accepted algorithm, by a key that the
 * provider publishes, is meant for OIDC_AUDIENCE, is in its time, and is no ID token. Throws where the keys cannot be read.
 */
export async function verifyAccessToken({ settings, reach }: IdentityProvider, token: string, now: Date): Promise<VerifiedToken | null> {
  if (settings.audience === null || token.length > MAX_LENGTH || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return null;
  const { issuer, algorithms, keys } = await reach();
  try {
    const verified = await jwtVerify(token, keys, {
      ...{ issuer, audience: settings.audience, algorithms, currentDate: now },
      ...{ clockTolerance: LEEWAY_SECONDS, requiredClaims: ['sub', 'exp'] },
    });
    return isAccessToken(verified) ? toVerified(verified.payload, issuer) : null;
  } catch (error) {
    if (isAway(error)) throw error;
    return null;
  }
}

const isAccessToken = ({ payload, protectedHeader: { typ = '' } }: JWTVerifyResult): boolean =>
  TYPES.includes(typ.toLowerCase()) && String(payload['typ'] ?? '').toLowerCase() !== 'id' && OF_ID_TOKENS.every((name) => !Object.hasOwn(payload, name));

const toVerified = (payload: JWTPayload, issuer: string): VerifiedToken => ({
  said: { ...payload, iss: issuer, sub: payload.sub ?? '' },
  issuedAt: payload.iat === undefined ? null : new Date(payload.iat * 1000),
  expiresAt: new Date((payload.exp ?? 0) * 1000),
});

/** Keys that could not be read say nothing about the token. */
const isAway = (error: unknown): boolean => !(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout || error.code === 'ERR_JOSE_GENERIC';
