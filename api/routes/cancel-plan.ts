import { routes } from '../../contract/routes.ts';
import type { Sql } from '../../db/database.ts';
import { cancelApprovalsOf } from '../../db/stores/cancelled-approvals.ts';
import { changePlan, type StoredPlan } from '../../db/stores/plans.ts';
import { answer } from '../answer.ts';
import { briefly } from '../briefly.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requirePlan, showPlan } from '../plan-of.ts';
import { ProblemError } from '../problems.ts';
import { lookAtApproval } from '../../temporal/look-at-approval.ts';

/** Ends a draft, or a plan before its next steps, with what it waits for; what is done stays done. Its author and admins may. */
export const cancelPlan = (front: Front) =>
  endpoint(routes.cancelPlan, async ({ caller, project: { projectId }, params }) => {
    const plan = await requirePlan(front, projectId, params.planId);
    if (plan.userId !== caller.userId && caller.role !== 'admin') throw new ProblemError('forbidden', 'Only its author or an admin may cancel a plan.');
    const { cancelled, withdrawn } = await front.database.write((sql) => cancel(front, sql, plan));
    if (!cancelled && plan.status !== 'cancelled') throw new ProblemError('conflict', `The plan is ${plan.status}; it cannot be cancelled.`);
    front.wake(projectId);
    for (const approvalId of withdrawn) await briefly(lookAtApproval(front.temporal, { projectId, approvalId, requestedBy: plan.userId })); // Missed, the sweep records it.
    return answer(await showPlan(front, cancelled ?? plan));
  });

/** What the plan waits for is withdrawn with it. */
async function cancel({ seal, clock }: Front, sql: Sql, plan: StoredPlan): Promise<{ cancelled: StoredPlan | undefined; withdrawn: string[] }> {
  const { projectId, planId } = plan;
  const cancelled = await changePlan(sql, plan, ['draft', 'running', 'awaiting_approval'], { status: 'cancelled' });
  return { cancelled, withdrawn: cancelled ? await cancelApprovalsOf(sql, seal, { projectId, planId }, clock.now().toISOString()) : [] };
}
