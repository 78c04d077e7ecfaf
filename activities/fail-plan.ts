import type { Activities } from '../contract/activities.ts';
import { changePlan } from '../db/stores/plans.ts';
import type { Powers } from './dependencies.ts';

const DETAIL = 'The plan could not be carried on because of a fault; the steps that are recorded stay.';

/** Closes a plan that cannot be carried on; a plan at rest stays as it is. */
export const failPlan =
  ({ database, logger, wake }: Powers): Activities['failPlan'] =>
  async (plan) => {
    const error = { code: 'handler_error' as const, gate: null, detail: DETAIL };
    await database.write((sql) => changePlan(sql, plan, ['running'], { status: 'failed', error }));
    wake(plan.projectId);
    logger.error('plan-failed', 'A plan could not be carried on.', { project_id: plan.projectId, plan_id: plan.planId });
  };
