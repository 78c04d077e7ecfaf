import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';
import { LaunchProblem } from './launch-problem.ts';

export type WaitOptions = {
  what: string;
  children: Child[];
  withinMs: number;
  everyMs?: number;
  isReady: () => Promise<string | null> | string | null;
};

/**
 * Resolves once `isReady` answers null; it answers what is missing otherwise. Ends with one sentence when a child dies
 * meanwhile or the time is over.
 */
export async function waitUntil({ what, children, withinMs, everyMs = 50, isReady }: WaitOptions): Promise<void> {
  const deaths: { child: Child; how: string }[] = [];
  for (const child of children) void child.ended.then((how) => deaths.push({ child, how }));

  const deadline = Date.now() + withinMs;
  for (;;) {
    const missing = await isReady();
    if (missing === null) return;
    const [death] = deaths;
    if (death !== undefined) throw new LaunchProblem(death.child.lastWords(death.how));
    if (Date.now() > deadline) {
      const logs = children.map((child) => child.logFile).join(', ');
      throw new LaunchProblem(`${what} was not ready within ${withinMs / 1000} s (${missing}); see ${logs}.`);
    }
    await sleep(everyMs);
  }
}
