import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';

/** Looks at one thing that this process needs: null when it is there, else a sentence for anyone to read. Throwing says that it cannot be reached. */
export type Check = () => Promise<string | null>;

export type Report = { ready: boolean; checks: Record<string, Line> };

export type Line = { ok: boolean; detail: string };

/** Tells whether everything that is needed is there. Callers within the same second share one look. */
export type Readiness = () => Promise<Report>;

const SHARED_MS = 1_000;
const CHECK_WITHIN_MS = 4_000;

export function createReadiness({ checks, clock, logger }: { checks: Readonly<Record<string, Check>>; clock: Clock; logger: Logger }): Readiness {
  let last: { atMs: number; report: Promise<Report> } | null = null;
  return () => {
    const nowMs = clock.monotonicMs();
    if (last === null || nowMs - last.atMs > SHARED_MS) last = { atMs: nowMs, report: look(checks, logger) };
    return last.report;
  };
}

async function look(checks: Readonly<Record<string, Check>>, logger: Logger): Promise<Report> {
  const lines = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await judge(name, check, logger)] as const));
  return { ready: lines.every(([, { ok }]) => ok), checks: Object.fromEntries(lines) };
}

async function judge(name: string, check: Check, logger: Logger): Promise<{ ok: boolean; detail: string }> {
  try {
    const problem = await within(CHECK_WITHIN_MS, check());
    return { ok: problem === null, detail: problem ?? 'ok' };
  } catch (error) {
    logger.debug('check-failed', `The check ${name} failed.`, { check: name, error });
    return { ok: false, detail: 'It cannot be reached.' };
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
