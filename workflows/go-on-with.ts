import { getExternalWorkflowHandle, sleep, startChild } from '@temporalio/workflow';
import type { ApprovalSequel } from '../contract/activities.ts';
import { chatTurn } from './chat-turn.ts';
import { ids } from './ids.ts';
import { isAlreadyStarted } from './is-already-started.ts';
import { lookSignal } from './messages.ts';
import { outliving } from './outliving.ts';
import { planRun } from './plan-run.ts';

const MAX_TRIES = 5;
const FIRST_PAUSE_MS = 200;

/**
 * Starts the turn or the plan that waited for a decision again, as a workflow that outlives this one. One that is just
 * about to end is waited for, or told to look again; what is missed nevertheless the sweep finds.
 */
export async function goOnWith(projectId: string, sequel: ApprovalSequel): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (await isTaken(projectId, sequel)) return;
    await sleep(FIRST_PAUSE_MS * 2 ** tries);
  }
}

async function isTaken(projectId: string, { kind, id }: ApprovalSequel): Promise<boolean> {
  const options = { workflowId: ids[kind](projectId, id), ...outliving() };
  try {
    if (kind === 'turn') await startChild(chatTurn, { args: [{ projectId, turnId: id }], ...options });
    else await startChild(planRun, { args: [{ projectId, planId: id }], ...options });
    return true;
  } catch (error) {
    if (!isAlreadyStarted(error)) throw error;
    return kind === 'turn' && (await isTold(options.workflowId));
  }
}

async function isTold(workflowId: string): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(lookSignal);
    return true;
  } catch {
    return false; // It has ended meanwhile, and can be started.
  }
}
