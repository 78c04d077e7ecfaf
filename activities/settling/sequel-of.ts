import type { ApprovalSequel } from '../../contract/activities.ts';
import type { StoredApproval } from '../../db/stores/approvals.ts';
import { findPlan } from '../../db/stores/plans.ts';
import { findTurn } from '../../db/stores/turns.ts';
import type { Powers } from '../dependencies.ts';

/** What goes on once a request is decided: the turn that waits for it, else the plan; null where nothing waits. */
export async function sequelOf({ attempts, database }: Powers, approval: StoredApproval): Promise<ApprovalSequel | null> {
  const { projectId, attemptId, turnId } = approval;
  const turn = turnId === null ? undefined : await findTurn(database.read, projectId, turnId);
  if (turn && ['interpreting', 'running', 'awaiting_approval'].includes(turn.status)) return { kind: 'turn', id: turn.turnId };
  const planId = approval.planId ?? (await attempts.find(database.read, projectId, attemptId))?.planId ?? null;
  const plan = planId === null ? undefined : await findPlan(database.read, projectId, planId);
  return plan && ['running', 'awaiting_approval'].includes(plan.status) ? { kind: 'plan', id: plan.planId } : null;
}
