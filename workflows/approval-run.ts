import { condition, continueAsNew, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { ApprovalKind } from '../contract/alert-channel.ts';
import type { Activities, ApprovalProgress, ApprovalRef } from '../contract/activities.ts';
import type { ApprovalStatus } from '../contract/approval.ts';
import { databaseStep } from './activity-options.ts';
import { awaitPeople } from './await-people.ts';
import { followProgress } from './follow-progress.ts';
import { goOnWith } from './go-on-with.ts';
import { labelStatus } from './label-status.ts';
import { lookSignal } from './messages.ts';
import { tellPeople } from './tell-people.ts';

const { settleApproval } = proxyLocalActivities<Activities>(databaseStep);

const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;
/** More looks than a run may take, so that its history stays short. */
const MAX_LOOKS = 200;

/**
 * Waits until people, time or the requester decide a request, and then has it settled. The signal only says 'look again',
 * and a lost one is made up for by looking again by itself, less and less often; what counts are the rows.
 */
export async function approvalRun(approval: ApprovalRef): Promise<{ status: ApprovalStatus }> {
  const enter = followProgress('waiting', 'approval');
  let signals = 0;
  setHandler(lookSignal, () => {
    signals += 1;
  });
  const tell = tellerOf(approval);
  let waitMs = FIRST_WAIT_MS;
  for (let look = 0; look < MAX_LOOKS && !workflowInfo().continueAsNewSuggested; look += 1) {
    const seen = signals;
    const progress = await settleApproval(approval);
    if (progress.expiresInMs === null) {
      enter('settled');
      await carryOn(approval, progress);
      await tell('approval.closed', progress);
      if (signals === seen) return { status: progress.status };
      continue;
    }
    await tell('approval.pending', progress);
    const isWoken = await condition(() => signals > seen, Math.max(1, Math.min(progress.expiresInMs, waitMs)));
    waitMs = isWoken ? FIRST_WAIT_MS : Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
  return continueAsNew<typeof approvalRun>(approval);
}

/** Has each piece of news told once a run, where somebody is told of it at all; a run after this one starts a telling of the same id, which is refused. */
function tellerOf(approval: ApprovalRef): (kind: ApprovalKind, progress: Pick<ApprovalProgress, 'channelIds'>) => Promise<void> {
  const told = new Set<ApprovalKind>();
  return async (kind, { channelIds = [] }) => {
    if (channelIds.length === 0 || told.has(kind)) return;
    told.add(kind);
    await tellPeople({ ...approval, kind, channelIds });
  };
}

async function carryOn({ projectId }: ApprovalRef, { status, sequel, askedAnew }: ApprovalProgress): Promise<void> {
  labelStatus(status);
  if (sequel !== null) await goOnWith(projectId, sequel);
  if (askedAnew !== null) await awaitPeople(projectId, { status: 'pending_approval', approvalId: askedAnew });
}
