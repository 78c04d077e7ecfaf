import { approvalRun } from '../workflows/approval-run.ts';
import { lookSignal } from '../workflows/messages.ts';
import type { Temporal } from './connect.ts';
import { launches } from './launches.ts';
import { startOptions } from './start-options.ts';

const START_WITHIN_MS = 10_000;

/** Tells the workflow of a stored request to look again at its row, and starts it where there is none; safe to repeat. */
export async function lookAtApproval(temporal: Temporal, { projectId, approvalId, requestedBy }: { projectId: string; approvalId: string; requestedBy: string }): Promise<void> {
  const { client } = temporal;
  const options = startOptions(temporal, launches.approval({ projectId, approvalId, userId: requestedBy }));
  await client.withDeadline(Date.now() + START_WITHIN_MS, () => client.workflow.signalWithStart(approvalRun, { ...options, signal: lookSignal }));
}
