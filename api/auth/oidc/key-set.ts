import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../../platform/clock.ts';

const COOL_DOWN_MS = 30_000;
const LASTS_MS = 600_000;
const ANSWER_MS = 5_000;

/**
 * The signing keys of a provider, read when they are first needed and kept for ten minutes. A key that is not among them is
 * looked for once more, at most each half minute, so that a change of keys needs no restart and a flood of made-up ids no calls.
 */
export function createKeySet(url: URL, clock: Clock): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url, { cooldownDuration: Number.POSITIVE_INFINITY, cacheMaxAge: LASTS_MS, timeoutDuration: ANSWER_MS });
  let lookedAgainAt = Number.NEGATIVE_INFINITY;
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      const now = clock.monotonicMs();
      if (!(error instanceof errors.JWKSNoMatchingKey) || now - lookedAgainAt < COOL_DOWN_MS) throw error;
      lookedAgainAt = now;
      await keys.reload();
      return keys(header, token);
    }
  };
}
