import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '../../../local/child.ts';
import { identityOf } from '../../../local/process-identity.ts';

const GONE_WITHIN_MS = 20_000;

/** Kills a process and the processes that it started, all with SIGKILL, and resolves when none of them is left. */
export async function killWhole({ pid, name }: Child): Promise<void> {
  const pids = [pid, ...childrenOf(pid)];
  for (const one of pids) killNow(one);
  const deadline = Date.now() + GONE_WITHIN_MS;
  while (pids.some((one) => identityOf(one) !== null)) {
    if (Date.now() > deadline) throw new Error(`${name} outlives SIGKILL`);
    await sleep(10);
  }
}

function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8', timeout: 5_000 });
  return stdout.split('\n').flatMap((line) => {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    return parent === pid && child !== undefined ? [child] : [];
  });
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself, which is what was wanted.
  }
}
