import { ApplicationFailure } from '@temporalio/activity';
import type { Activities, PlanProgress, PlanRef } from '../contract/activities.ts';
import type { Sql } from '../db/database.ts';
import { changePlan, findPlan, type StoredPlan } from '../db/stores/plans.ts';
import type { Settled } from '../domain/execution/decide-attempts.ts';
import { decideTogether } from '../domain/plan/decide-together.ts';
import { planAfter } from '../domain/plan/plan-after.ts';
import type { Powers } from './dependencies.ts';
import { finishTurn } from './finish-turn.ts';
import { openStepAttempts } from './settling/open-step-attempts.ts';
import { resumePlan } from './settling/resume-plan.ts';
import { settleAttempts } from './settling/settle-attempts.ts';
import { stepEnds } from './settling/step-ends.ts';
import { tellSettled } from './settling/tell-settled.ts';

/** So many steps share a transaction; between two of them others get their turn, and a cancel its effect. */
const STEPS_AT_ONCE = 10;

/**
 * Carries a running plan some steps further. The steps and the plan's row change in one transaction, so no step runs twice
 * and none is lost; a plan that runs as a whole takes all of its steps at once. A plan whose waiting step is decided goes on.
 */
export function advancePlan(powers: Powers): Activities['advancePlan'] {
  const finish = finishTurn(powers);
  return async ({ turnId, ...ref }) => {
    const progress = await advance(powers, ref);
    if (turnId !== undefined && progress.status !== 'running') await finish({ projectId: ref.projectId, turnId });
    return progress;
  };
}

async function advance(powers: Powers, { projectId, planId }: PlanRef): Promise<PlanProgress> {
  const { database } = powers;
  const found = await findPlan(database.read, projectId, planId);
  if (!found) throw ApplicationFailure.nonRetryable(`There is no plan ${planId}.`, 'not_found');
  const plan = await resumePlan(powers, found);
  if (plan.status !== 'running') return progressOf(plan);

  const attemptIds = await openStepAttempts(powers, database.read, plan, plan.currentStep, plan.atomicity === 'plan' ? plan.steps.length : STEPS_AT_ONCE);
  if (attemptIds.length === 0) throw ApplicationFailure.nonRetryable(`The plan ${planId} has no step ${plan.currentStep}.`, 'invalid_request');
  const { settled, moved } = await database.write((sql) => settleSteps(powers, sql, plan, attemptIds));
  tellSettled(powers, projectId, settled);
  return progressOf(moved ?? (await findPlan(database.read, projectId, planId)) ?? plan);
}

type SettledSteps = { settled: Settled; moved: StoredPlan | undefined };

/** Decides the steps under the head's lock and moves the plan on with them; one that was cancelled meanwhile stays as it is. */
async function settleSteps(powers: Powers, sql: Sql, plan: StoredPlan, attemptIds: readonly string[]): Promise<SettledSteps> {
  const { projectId, atomicity } = plan;
  const settled = await settleAttempts(powers, sql, { projectId, attemptIds, ...(atomicity === 'plan' && { decide: decideTogether }) });
  const ends = await stepEnds(sql, projectId, settled);
  const moved = ends.length === 0 ? undefined : await changePlan(sql, plan, ['running'], planAfter(plan, ends));
  return { settled, moved };
}

function progressOf({ status, currentStep, approvalId }: StoredPlan): PlanProgress {
  return { status, currentStep, ...(status === 'awaiting_approval' && approvalId !== null && { approvalId }) };
}
