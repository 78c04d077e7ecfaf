import { findExecutionOfAttempt } from '../../db/stores/executions.ts';
import { changePlan, findPlan, type StoredPlan } from '../../db/stores/plans.ts';
import { planAfter } from '../../domain/plan/plan-after.ts';
import type { Powers } from '../dependencies.ts';
import { openStepAttempts } from './open-step-attempts.ts';

/**
 * A plan that waits with one of its steps, as it is now: it goes on once that step is a success, and ends with it otherwise;
 * while the step waits still, the plan names the newest request. A plan that waits as a whole moves with its request.
 */
export async function resumePlan(powers: Powers, plan: StoredPlan): Promise<StoredPlan> {
  const { projectId, planId, currentStep, approvalId } = plan;
  if (plan.status !== 'awaiting_approval' || plan.atomicity === 'plan') return plan;
  const { database } = powers;
  const [attemptId] = await openStepAttempts(powers, database.read, plan, currentStep, 1);
  const newest = attemptId === undefined ? undefined : await findExecutionOfAttempt(database.read, projectId, attemptId);
  if (!newest || (newest.status === 'pending_approval' && newest.approvalId === approvalId)) return plan;
  const after = planAfter(plan, [newest]);
  const moved = await database.write((sql) => changePlan(sql, plan, ['awaiting_approval'], { status: 'running', ...after }));
  powers.wake(projectId);
  return moved ?? (await findPlan(database.read, projectId, planId)) ?? plan;
}
