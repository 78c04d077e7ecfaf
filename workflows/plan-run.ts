import { allHandlersFinished, condition, isCancellation, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { Activities, EndsTurn, PlanProgress, PlanRef } from '../contract/activities.ts';
import { databaseStep, lastStep } from './activity-options.ts';
import { awaitPeople } from './await-people.ts';
import { followProgress } from './follow-progress.ts';
import { labelStatus } from './label-status.ts';
import { planProgressUpdate } from './messages.ts';

const { advancePlan } = proxyLocalActivities<Activities>(databaseStep);
const { failPlan } = proxyActivities<Activities>(lastStep);

/** Carries a plan on until it succeeded, was refused, failed or was cancelled, or waits for people, who start it again; the row says how far it came. */
export async function planRun(plan: PlanRef & EndsTurn): Promise<PlanProgress> {
  let progress: PlanProgress = { status: 'running', currentStep: 0 };
  const enter = followProgress('step 1');
  setHandler(planProgressUpdate, async () => {
    await condition(() => progress.status !== 'running');
    return progress;
  });

  while (progress.status === 'running') {
    progress = await advanceOrFail(plan);
    enter(progress.status === 'running' ? `step ${progress.currentStep + 1}` : progress.status, progress.status === 'awaiting_approval' ? 'approval' : undefined);
  }
  labelStatus(progress.status);
  if (progress.approvalId !== undefined) await awaitPeople(plan.projectId, { status: 'pending_approval', approvalId: progress.approvalId });
  await condition(allHandlersFinished);
  return progress;
}

/** A plan that cannot be carried on says so in its row, so that it never hangs. */
async function advanceOrFail(plan: PlanRef & EndsTurn): Promise<PlanProgress> {
  try {
    return await advancePlan(plan);
  } catch (error) {
    if (isCancellation(error)) throw error;
    await failPlan({ projectId: plan.projectId, planId: plan.planId });
    throw error;
  }
}
