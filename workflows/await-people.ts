import { startChild } from '@temporalio/workflow';
import type { AttemptOutcome } from '../contract/activities.ts';
import { ids } from './ids.ts';
import { isAlreadyStarted } from './is-already-started.ts';
import { outliving } from './outliving.ts';

const APPROVAL_RUN = 'approvalRun'; // By its name: that workflow starts others of its kind through this file.

/** Sees to it that a workflow of its own waits for people where an outcome needs them; it goes on when this one has ended. */
export async function awaitPeople(projectId: string, { status, approvalId }: Pick<AttemptOutcome, 'status' | 'approvalId'>): Promise<void> {
  if (status !== 'pending_approval' || !approvalId) return;
  try {
    await startChild(APPROVAL_RUN, { args: [{ projectId, approvalId }], workflowId: ids.approval(projectId, approvalId), ...outliving() });
  } catch (error) {
    if (!isAlreadyStarted(error)) throw error;
  }
}
