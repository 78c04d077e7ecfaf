import { continueAsNew, isCancellation, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities, ReEncryptionOutcome, ReEncryptionRef } from '../contract/activities.ts';
import { lastStep, reEncryptionStep } from './activity-options.ts';
import { followProgress } from './follow-progress.ts';

const { reEncrypt } = proxyActivities<Activities>(reEncryptionStep);
const { failReEncryption } = proxyActivities<Activities>(lastStep);

/** Carries a re-encryption to its end, however many steps it takes; its row says where it is and what it came to. */
export async function reEncryptionRun(run: ReEncryptionRef): Promise<ReEncryptionOutcome> {
  const enter = followProgress('sealing');
  for (;;) {
    const outcome = await stepOrFail(run);
    if (outcome.status !== 'running') {
      enter(outcome.status);
      return outcome;
    }
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof reEncryptionRun>(run);
  }
}

async function stepOrFail(run: ReEncryptionRef): Promise<ReEncryptionOutcome> {
  try {
    return await reEncrypt(run);
  } catch (error) {
    if (isCancellation(error)) throw error;
    await failReEncryption(run);
    throw error;
  }
}
