import type { PlanRef } from '../../contract/activities.ts';
import type { Sql } from '../../db/database.ts';
import { changePlan, findPlan } from '../../db/stores/plans.ts';
import type { Settled } from '../../domain/execution/decide-attempts.ts';
import { planAfter } from '../../domain/plan/plan-after.ts';
import { stepEnds } from './step-ends.ts';

/** A plan that ended, or is about to end, because what its step was allowed for had moved: it follows what came of asking for the step anew. */
export async function reopenPlan(sql: Sql, { projectId, planId }: PlanRef, settled: Settled): Promise<void> {
  const plan = await findPlan(sql, projectId, planId);
  const endedStale = plan?.status === 'rejected' && plan.error?.code === 'approval_stale';
  if (!plan || (plan.status !== 'awaiting_approval' && !endedStale)) return;
  await changePlan(sql, plan, [plan.status], { status: 'running', ...planAfter(plan, await stepEnds(sql, projectId, settled)) });
}
