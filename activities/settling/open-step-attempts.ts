import { openSteps } from '../../db/stores/plan-steps.ts';
import type { StoredPlan } from '../../db/stores/plans.ts';
import type { Sql } from '../../db/database.ts';
import type { Powers } from '../dependencies.ts';

/** Stores the attempts of steps of a plan from one on, `count` at most, in one statement, and answers their ids. An id is made from the plan and the place, so no step is ever two attempts. */
export function openStepAttempts({ attempts, seal }: Pick<Powers, 'attempts' | 'seal'>, sql: Sql, plan: StoredPlan, from: number, count: number): Promise<string[]> {
  const { projectId, userId, planId, turnId, mode, workflowId, sealedSteps } = plan;
  const steps = openSteps(seal, sealedSteps).slice(from, from + count);
  return attempts.openAll(
    sql,
    steps.map(({ actionId, inputs, media, confirmed }, index) => ({
      ...{ projectId, userId, planId, turnId, mode, workflowId, confirmed },
      ...{ requestId: `${planId}#${from + index}`, intent: { actionId, inputs, ...(media && { media }) }, trigger: 'plan' as const },
    })),
  );
}
