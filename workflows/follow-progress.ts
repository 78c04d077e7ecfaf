import { setHandler } from '@temporalio/workflow';
import type { GateName } from '../contract/decision.ts';
import type { Progress } from '../contract/turn.ts';
import { progressQuery } from './messages.ts';

/** Answers the query `progress` from now on; call the returned function when a new phase begins. A gate is named where it is what is waited at. */
export function followProgress(phase: string, gate?: GateName): (phase: string, gate?: GateName) => void {
  let progress = progressAt(phase, gate);
  setHandler(progressQuery, () => progress);
  return (next, gate) => {
    progress = progressAt(next, gate);
  };
}

function progressAt(phase: string, gate: GateName | null = null): Progress {
  return { phase, gate, since: new Date().toISOString() };
}
