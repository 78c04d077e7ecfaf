import { setTimeout as sleep } from 'node:timers/promises';
import { isStill } from './process-identity.ts';

const POLL_MS = 20;
const AFTER_KILL_MS = 2000;

export type StopOptions = { pid: number; identity: string; signal: NodeJS.Signals; withinMs: number };

/** Asks a process to end and kills it after `withinMs`; resolves once it is gone, and touches no other process. */
export async function stopProcess({ pid, identity, signal, withinMs }: StopOptions): Promise<void> {
  if (!isStill(pid, identity)) return;
  send(pid, signal);
  if (await isGone({ pid, identity, withinMs })) return;

  send(pid, 'SIGKILL');
  await isGone({ pid, identity, withinMs: AFTER_KILL_MS });
}

/** Sends a signal; a process that has just ended is no error. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal, which is what was wanted.
  }
}

async function isGone({ pid, identity, withinMs }: Omit<StopOptions, 'signal'>): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isStill(pid, identity)) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}
