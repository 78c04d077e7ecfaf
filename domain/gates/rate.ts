import { type Gate, pass, refuse } from './gate.ts';

const WINDOWS = [
  { window: 'perMinute', lengthMs: 60_000, words: 'a minute' },
  { window: 'perHour', lengthMs: 3_600_000, words: 'an hour' },
] as const;

/**
 * At most N counted executions in any sliding minute, and in any sliding hour. The N-th newest one decides: while it is
 * inside the window, the window is full.
 */
export const rate: Gate = ({ usage, policy, now }) => {
  for (const { window, lengthMs, words } of WINDOWS) {
    const blocking = usage.rate[window]?.[0] ?? null;
    if (blocking === null || now - blocking >= lengthMs) continue;
    const retryAfterSeconds = Math.max(1, Math.ceil((blocking + lengthMs - now) / 1_000));
    const limit = policy.limits?.rate?.[window] ?? 0;
    return refuse('rate_limit', `The limit is ${limit} executions ${words}; the next one is possible in ${retryAfterSeconds} s.`, {
      rule: `limits.rate.${window}`,
      retryAfterSeconds,
    });
  }
  return pass;
};
