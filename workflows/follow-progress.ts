import { setHandler } from '@temporalio/workflow';
import type { Progress } from '../contract/turn.ts';
import { progressQuery } from './messages.ts';

/** Answers the query `progress` from now on; call the returned function when a new phase begins. */
export function followProgress(phase: string): (phase: string, gate?: string) => void {
  let progress = progressAt(phase);
  setHandler(progressQuery, () => progress);
  return (next, gate) => {
    progress = progressAt(next, gate);
  };
}

function progressAt(phase: string, gate: string | null = null): Progress {
  return { phase, gate, since: new Date().toISOString() };
}
