import type { Approval } from '../../contract/approval.ts';
import type { NewApproval } from '../../domain/approval/ask.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Sql } from '../database.ts';
import { READS_PURPOSE } from './approvals.ts';
import { appendEvent } from './events.ts';

const INSERT = `
  insert into approval (approval_id, project_id, execution_id, attempt_id, plan_id, turn_id, requested_by, intent, steps, reason, diff, effects, cost, digest,
    sealed_reads, required_role, quorum, status, retry_of, workflow_id, expires_at, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'pending', $18, $19, $20, $21)`;

/** Stores a new approval and tells the project, in the transaction that records the row that waits. What was read may be sensitive, so it is sealed. */
export async function insertNewApproval(sql: Sql, seal: Seal, { reads, policyVersion, ...approval }: NewApproval, workflowId: string): Promise<void> {
  const { approvalId, projectId, executionId, attemptId, planId, turnId, requestedBy, intent, steps, reason, diff, effects, cost, digest } = approval;
  const { requiredRole, quorum, retryOf, expiresAt, createdAt } = approval;
  const json = [intent, steps, reason, diff, effects].map((value) => (value === null ? null : JSON.stringify(value)));
  const sealed = seal.seal(READS_PURPOSE, JSON.stringify({ policyVersion, reads }));
  await sql(INSERT, [
    ...[approvalId, projectId, executionId, attemptId, planId, turnId, requestedBy, ...json, cost, digest],
    ...[sealed, requiredRole, quorum, retryOf, workflowId, expiresAt, createdAt],
  ]);
  const { attemptId: _attemptId, ...shown } = approval;
  const data: Approval = { ...shown, votes: [], status: 'pending', moved: [], outcomeExecutionId: null, workflowId, closedAt: null };
  await appendEvent(sql, { type: 'approval.updated', projectId, data }, null);
}
