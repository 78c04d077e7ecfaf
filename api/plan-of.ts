import type { Plan } from '../contract/plan.ts';
import { findPlan, type StoredPlan, wirePlan } from '../db/stores/plans.ts';
import { queryProgress } from '../temporal/query-progress.ts';
import type { Front } from './front.ts';
import { ProblemError } from './problems.ts';
import { briefly } from './briefly.ts';

/** Reads a plan of a project, or says that there is none. */
export async function requirePlan({ database }: Pick<Front, 'database'>, projectId: string, planId: string): Promise<StoredPlan> {
  const plan = await findPlan(database.read, projectId, planId);
  if (!plan) throw new ProblemError('not_found', 'There is no such plan.');
  return plan;
}

/** A plan as the wire shows it now; while it runs, with how far its workflow is. */
export async function showPlan({ database, temporal }: Pick<Front, 'database' | 'temporal'>, stored: StoredPlan): Promise<Plan> {
  const plan = await wirePlan(database.read, stored);
  const { status, workflowId } = plan;
  const progress = status === 'running' && workflowId !== null ? await briefly(queryProgress(temporal, workflowId)) : undefined;
  return { ...plan, ...(progress && { progress }) };
}

/** A plan runs in the name of whoever made it, so only he may start it. */
export function requireAuthor(plan: StoredPlan, userId: string): void {
  if (plan.userId !== userId) throw new ProblemError('forbidden', 'Only the author of a plan may run it.');
}
