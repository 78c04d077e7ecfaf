import { type Gate, pass, type Refusal, refuse } from './gate.ts';

const WINDOWS = [
  { window: 'perHour', lengthMs: 3_600_000, words: 'an hour' },
  { window: 'perMinute', lengthMs: 60_000, words: 'a minute' },
] as const;

/**
 * At most N counted executions in any sliding minute, and in any sliding hour. The N-th newest one decides: while it is
 * inside the window, the window is full. Where both windows are full, the refusal tells of the longer wait.
 */
export const rate: Gate = ({ usage, policy, now, isGranted }) => {
  if (isGranted) return pass; // It was counted when it began to wait.
  let longest: Refusal | null = null;
  for (const { window, lengthMs, words } of WINDOWS) {
    const blocking = usage.rate[window]?.[0] ?? null;
    if (blocking === null || now - blocking >= lengthMs) continue;
    const retryAfterSeconds = Math.max(1, Math.ceil((blocking + lengthMs - now) / 1_000));
    if (longest && retryAfterSeconds <= (longest.error.retryAfterSeconds ?? 0)) continue;
    const limit = policy.limits?.rate?.[window] ?? 0;
    const detail = `The limit is ${limit} executions ${words}; the next one is possible in ${retryAfterSeconds} s.`;
    longest = refuse('rate_limit', detail, { rule: `limits.rate.${window}`, retryAfterSeconds });
  }
  return longest ?? pass;
};
