import type { Clock } from '../platform/clock.ts';

const WINDOW_MS = 60_000;
const MAX_KEYS = 20_000;

/** Counts what each key did within the last minute. */
export type Throttle = {
  /** Counts one more and answers 0, or counts nothing and answers after how many seconds to try again. */
  take(key: string): number;
  /** Takes one of its last counts back, because what was counted turned out not to matter. */
  giveBack(key: string): void;
  /** Forgets what the key did. */
  forget(key: string): void;
};

type Counter = { windowStart: number; now: number; before: number };

/**
 * At most `limit` a key in a sliding minute: the part of the last full minute that still counts is taken as evenly spread.
 * Memory is bounded; the keys that were quiet for longest are forgotten first. Counts belong to this process.
 */
export function createThrottle({ limit, clock }: { limit: number; clock: Clock }): Throttle {
  const counters = new Map<string, Counter>();

  const take = (key: string): number => {
    const nowMs = clock.monotonicMs();
    const counter = advance(counters.get(key), nowMs);
    const waitMs = waitFor(counter, nowMs, limit);
    if (waitMs > 0) return Math.ceil(waitMs / 1000);
    counters.delete(key); // Sets it anew below, as the youngest.
    counters.set(key, { ...counter, now: counter.now + 1 });
    if (counters.size > MAX_KEYS) dropOldest(counters);
    return 0;
  };
  return {
    take,
    giveBack: (key) => {
      const counter = counters.get(key);
      if (counter && counter.now > 0) counters.set(key, { ...counter, now: counter.now - 1 });
    },
    forget: (key) => {
      counters.delete(key);
    },
  };
}

function advance(counter: Counter | undefined, nowMs: number): Counter {
  const windowStart = Math.floor(nowMs / WINDOW_MS) * WINDOW_MS;
  if (!counter) return { windowStart, now: 0, before: 0 };
  const passed = (windowStart - counter.windowStart) / WINDOW_MS;
  if (passed === 0) return counter;
  return { windowStart, now: 0, before: passed === 1 ? counter.now : 0 };
}

/** Milliseconds until one more fits; 0 where it fits now. */
function waitFor({ windowStart, now, before }: Counter, nowMs: number, limit: number): number {
  const passed = nowMs - windowStart;
  const stillCounts = before * (1 - passed / WINDOW_MS);
  if (now + stillCounts <= limit - 1) return 0;
  if (now >= limit) return Math.max(WINDOW_MS - passed + WINDOW_MS / limit, 1);
  return Math.max(WINDOW_MS * (1 - (limit - 1 - now) / Math.max(before, 1)) - passed, 1);
}

function dropOldest(counters: Map<string, Counter>): void {
  for (const key of counters.keys()) {
    counters.delete(key);
    return;
  }
}
