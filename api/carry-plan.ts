import type { Plan } from '../contract/plan.ts';
import { changePlan, type StoredPlan } from '../db/stores/plans.ts';
import { ids } from '../temporal/ids.ts';
import { runPlan } from '../temporal/run-plan.ts';
import type { Front } from './front.ts';
import { requirePlan, showPlan } from './plan-of.ts';

const PLAN_WAIT_MS = 30_000;

/** Runs a draft, or goes on waiting for a plan that runs; answers the plan as it is when it rests, or after half a minute. */
export async function carryPlan(front: Front, plan: StoredPlan): Promise<Plan> {
  const { database, temporal, config } = front;
  const { projectId, planId, userId } = plan;
  if (plan.status === 'draft') {
    const workflowId = ids.plan(projectId, planId);
    await database.write((sql) => changePlan(sql, plan, ['draft'], { status: 'running', workflowId }));
    front.wake(projectId);
  }
  const started = await requirePlan(front, projectId, planId);
  if (started.status === 'running' || started.status === 'awaiting_approval') await runPlan(temporal, { projectId, planId, userId }, Math.min(config.intentWaitMs, PLAN_WAIT_MS));
  return showPlan(front, await requirePlan(front, projectId, planId));
}
