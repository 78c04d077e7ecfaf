import type { PlanStatus } from '../../contract/plan.ts';
import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { carryPlan } from '../carry-plan.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireAuthor, requirePlan } from '../plan-of.ts';
import { ProblemError } from '../problems.ts';

const ENDED: readonly PlanStatus[] = ['rejected', 'failed', 'cancelled'];

/** Runs a draft and answers the plan when it rests; a plan that runs or has succeeded already is answered as it is. */
export const runPlan = (front: Front) =>
  endpoint(routes.runPlan, async ({ caller, project: { projectId }, params }) => {
    const plan = await requirePlan(front, projectId, params.planId);
    requireAuthor(plan, caller.userId);
    if (ENDED.includes(plan.status)) throw new ProblemError('conflict', `The plan is ${plan.status}; expected a draft.`);
    return answer(await carryPlan(front, plan));
  });
