import { setTimeout as sleep } from 'node:timers/promises';
import type { ChildOptions, StartChild } from './child.ts';
import { LaunchProblem } from './launch-problem.ts';

/** Runs a process to its end; rejects with one sentence and the end of its log unless it succeeds within the time. */
export async function runTask({ withinMs, start, ...options }: ChildOptions & { withinMs: number; start: StartChild }): Promise<void> {
  const child = await start({ ...options, isTask: true });
  const timer = new AbortController();
  const how = await Promise.race([child.ended, sleep(withinMs, `no end within ${withinMs / 1000} s`, { signal: timer.signal })]);
  timer.abort();
  if (how === 'code 0') return;

  await child.stop({ withinMs: 2000 });
  throw new LaunchProblem(child.lastWords(how));
}
