import type { Seal } from '../../platform/seal.ts';
import type { Sql } from '../database.ts';
import { changeApproval, lockApproval, type StoredApproval } from './approvals.ts';

const MOST = 500;

const OPEN = `
  select a.approval_id as "approvalId" from approval a left join attempt t on t.attempt_id = a.attempt_id
  where a.project_id = $1 and a.status = 'pending' and ($2::text is null or a.plan_id = $2 or t.plan_id = $2) and ($3::text is null or a.turn_id = $3)
  order by a.approval_id limit $4`;

/** Which requests of a project: all of them, those of one plan and its steps, or those of one turn. */
export type ApprovalsOf = { projectId: string; planId?: string | null; turnId?: string | null };

/** Cancels a request that is locked, if it still waits; cancelling wins over every vote that is stored. */
export async function cancelApproval(sql: Sql, approval: StoredApproval, at: string): Promise<StoredApproval> {
  return approval.status === 'pending' ? changeApproval(sql, approval, { status: 'cancelled', closedAt: at }) : approval;
}

/** Cancels what waits of a plan, of a turn or in a whole project, at most 500 at once, and answers the ids; the caller holds the head. Their workflows, or the sweep, record it. */
export async function cancelApprovalsOf(sql: Sql, seal: Seal, { projectId, planId, turnId }: ApprovalsOf, at: string): Promise<string[]> {
  const open = await sql<{ approvalId: string }>(OPEN, [projectId, planId ?? null, turnId ?? null, MOST]);
  for (const { approvalId } of open) {
    const approval = await lockApproval(sql, seal, projectId, approvalId);
    if (approval) await cancelApproval(sql, approval, at);
  }
  return open.map(({ approvalId }) => approvalId);
}

/** Cancels one request if it still waits, and says whether it did; the caller holds the head. */
export async function cancelApprovalById(sql: Sql, seal: Seal, projectId: string, approvalId: string, at: string): Promise<boolean> {
  const approval = await lockApproval(sql, seal, projectId, approvalId);
  if (!approval || approval.status !== 'pending') return false;
  await cancelApproval(sql, approval, at);
  return true;
}
