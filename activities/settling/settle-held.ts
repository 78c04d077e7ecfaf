import type { Sql } from '../../db/database.ts';
import type { StoredApproval } from '../../db/stores/approvals.ts';
import { findPlan } from '../../db/stores/plans.ts';
import type { Grant } from '../../domain/approval/grant.ts';
import type { Settled } from '../../domain/execution/decide-attempts.ts';
import type { Powers } from '../dependencies.ts';
import { settleAttempts } from './settle-attempts.ts';
import { settlePlanApproval } from './settle-plan-approval.ts';

/** What was recorded of a request: the row that is its outcome, with its code, and when. */
export type HeldOutcome = { settled: Pick<Settled, 'writeUps'>; executionId: string; code: string | null; at: string };

/** Decides what waited by the grant, in the caller's transaction; a step of a plan that was cancelled meanwhile is cancelled too. */
export async function settleHeld(powers: Powers, sql: Sql, approval: StoredApproval, grant: Grant): Promise<HeldOutcome> {
  const { attemptId, planId } = approval;
  const settled = planId === null ? await settleOne(powers, sql, approval, grant) : await settlePlanApproval(powers, sql, approval, grant);
  const written = settled.writeUps.find(({ execution }) => execution.attemptId === attemptId);
  if (!written) throw new Error(`The attempt ${attemptId} was settled already.`);
  const { executionId, errorCode, createdAt } = written.execution;
  return { settled, executionId, code: errorCode, at: createdAt };
}

async function settleOne(powers: Powers, sql: Sql, approval: StoredApproval, grant: Grant): Promise<Settled> {
  const { projectId, attemptId } = approval;
  const granted = (await isWithdrawn(powers, sql, approval)) ? { ...grant, verdict: 'approval_cancelled' as const } : grant;
  return settleAttempts(powers, sql, { projectId, attemptIds: [attemptId], grants: { [attemptId]: granted } });
}

async function isWithdrawn({ attempts }: Powers, sql: Sql, { projectId, attemptId }: StoredApproval): Promise<boolean> {
  const planId = (await attempts.find(sql, projectId, attemptId))?.planId ?? null;
  const plan = planId === null ? undefined : await findPlan(sql, projectId, planId);
  return plan !== undefined && plan.status !== 'running' && plan.status !== 'awaiting_approval';
}
