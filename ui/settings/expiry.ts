import type { Tone } from '../parts/look.ts';

const DAY_MS = 24 * 60 * 60_000;
const SOON_DAYS = 7;

/** When a token ends, in words, and whether that should worry somebody. */
export function expiry(expiresAt: string | null, now: number): { text: string; tone: Tone } {
  if (expiresAt === null) return { text: 'never', tone: 'calm' };
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return { text: 'expired', tone: 'failed' };
  const days = Math.ceil(left / DAY_MS);
  return { text: days === 1 ? 'within a day' : `in ${days} days`, tone: days <= SOON_DAYS ? 'refused' : 'calm' };
}
