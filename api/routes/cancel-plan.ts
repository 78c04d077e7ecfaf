import { routes } from '../../contract/routes.ts';
import { changePlan } from '../../db/stores/plans.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requirePlan, showPlan } from '../plan-of.ts';
import { ProblemError } from '../problems.ts';

/** Ends a draft, or a plan before its next step; what is done stays done. Its author and admins may. */
export const cancelPlan = (front: Front) =>
  endpoint(routes.cancelPlan, async ({ caller, project: { projectId }, params }) => {
    const plan = await requirePlan(front, projectId, params.planId);
    if (plan.userId !== caller.userId && caller.role !== 'admin') throw new ProblemError('forbidden', 'Only its author or an admin may cancel a plan.');
    const cancelled = await front.database.write((sql) => changePlan(sql, plan, ['draft', 'running', 'awaiting_approval'], { status: 'cancelled' }));
    if (!cancelled && plan.status !== 'cancelled') throw new ProblemError('conflict', `The plan is ${plan.status}; it cannot be cancelled.`);
    front.wake(projectId);
    return answer(await showPlan(front, cancelled ?? plan));
  });
