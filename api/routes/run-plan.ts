import type { PlanStatus } from '../../contract/plan.ts';
import { routes } from '../../contract/routes.ts';
import type { StoredPlan } from '../../db/stores/plans.ts';
import { findTurn } from '../../db/stores/turns.ts';
import { requireActions } from '../access.ts';
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
    requireActions(caller, plan.steps.map(({ actionId }) => actionId));
    if (ENDED.includes(plan.status)) throw new ProblemError('conflict', `The plan is ${plan.status}; expected a draft.`);
    await requireNoQuestion(front, plan);
    return answer(await carryPlan(front, plan));
  });

/** A plan whose turn asks for a confirmation runs by confirming the turn. */
async function requireNoQuestion({ database }: Front, { projectId, turnId }: StoredPlan): Promise<void> {
  const turn = turnId === null ? undefined : await findTurn(database.read, projectId, turnId);
  if (turn?.status === 'awaiting_confirmation') throw new ProblemError('conflict', 'The plan waits for a confirmation; confirm its turn.');
}
