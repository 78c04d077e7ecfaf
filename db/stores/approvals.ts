import { z } from 'zod';
import { Approval, ApprovalStatus, Moved, Vote } from '../../contract/approval.ts';
import { DiffEntry, EffectRequest } from '../../contract/execution.ts';
import { Intent, RecordedIntent } from '../../contract/intent.ts';
import { Json } from '../../contract/json.ts';
import { Role } from '../../contract/project.ts';
import type { Read } from '../../domain/approval/read-set.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Sql } from '../database.ts';
import { instant } from '../instant.ts';
import { RowDate } from '../row-date.ts';
import { ID_KEY, type Page, type PageRequest, readCursor, toPage } from '../page.ts';
import { appendEvent } from './events.ts';

/** A request with what only the house needs of it: what it was asked on, its attempt, and whether it is to be asked anew. */
export type StoredApproval = Omit<Approval, 'executionId'> & {
  executionId: string;
  attemptId: string;
  reads: readonly Read[];
  policyVersion: number;
  refreshAskedAt: string | null;
  refreshedExecutionId: string | null;
};

/** The purpose under which what a request was asked on is sealed. */
export const READS_PURPOSE = 'approval-reads';

/** The columns of `approval a` with its votes. */
export const APPROVAL_COLUMNS = `a.*, (select coalesce(jsonb_agg(jsonb_build_object('userId', v.user_id, 'vote', v.vote, 'comment', v.comment, 'at', ${instant('v.at')})
    order by v.at, v.user_id), '[]') from approval_vote v where v.approval_id = a.approval_id) as votes`;

const Row = z.object({
  approval_id: z.string(),
  project_id: z.string(),
  execution_id: z.string(),
  attempt_id: z.string(),
  plan_id: z.string().nullable(),
  turn_id: z.string().nullable(),
  requested_by: z.string(),
  intent: RecordedIntent.nullable(),
  steps: z.array(Intent).nullable(),
  reason: Approval.shape.reason,
  diff: z.array(DiffEntry),
  effects: z.array(EffectRequest),
  cost: z.number(),
  digest: z.string(),
  sealed_reads: z.instanceof(Uint8Array),
  required_role: Role,
  quorum: z.int(),
  status: ApprovalStatus,
  moved: z.array(Moved),
  outcome_execution_id: z.string().nullable(),
  retry_of: z.string().nullable(),
  workflow_id: z.string(),
  refresh_asked_at: RowDate.nullable(),
  refreshed_execution_id: z.string().nullable(),
  expires_at: RowDate,
  created_at: RowDate,
  closed_at: RowDate.nullable(),
  votes: z.array(Vote),
});

const AskedOn = z.object({ policyVersion: z.number(), reads: z.array(z.object({ path: z.string(), value: Json.optional() })) });

/** Reads a request of a project by its id. */
export async function findApproval(sql: Sql, seal: Seal, projectId: string, approvalId: string): Promise<StoredApproval | undefined> {
  const [row] = await sql(`select ${APPROVAL_COLUMNS} from approval a where a.project_id = $1 and a.approval_id = $2`, [projectId, approvalId]);
  return row === undefined ? undefined : parseApproval(seal, row);
}

/** Reads a request and keeps it from changing until the transaction ends; the caller holds the head. */
export async function lockApproval(sql: Sql, seal: Seal, projectId: string, approvalId: string): Promise<StoredApproval | undefined> {
  const [row] = await sql(`select ${APPROVAL_COLUMNS} from approval a where a.project_id = $1 and a.approval_id = $2 for update of a`, [projectId, approvalId]);
  return row === undefined ? undefined : parseApproval(seal, row);
}

/** The request that was made when a row was asked anew. */
export async function findApprovalOfExecution(sql: Sql, seal: Seal, projectId: string, executionId: string): Promise<StoredApproval | undefined> {
  const [row] = await sql(`select ${APPROVAL_COLUMNS} from approval a where a.project_id = $1 and a.execution_id = $2 order by a.approval_id desc limit 1`, [projectId, executionId]);
  return row === undefined ? undefined : parseApproval(seal, row);
}

const LIST = `
  select ${APPROVAL_COLUMNS} from approval a
  where a.project_id = $1 and ($2::text is null or a.approval_id < $2) and ($3::text[] is null or a.status = any($3))
  order by a.approval_id desc limit $4`;

/** Lists the requests of a project whose rows have one of these statuses (null: any), newest first. */
export async function listApprovals(sql: Sql, seal: Seal, projectId: string, statuses: readonly ApprovalStatus[] | null, { limit, cursor }: PageRequest): Promise<Page<StoredApproval>> {
  const rows = await sql(LIST, [projectId, readCursor(cursor, ID_KEY), statuses, limit + 1]);
  return toPage(rows.map((row) => parseApproval(seal, row)), limit, ({ approvalId }) => approvalId, (approval) => approval);
}

export type ApprovalChange = Pick<StoredApproval, 'status'> & Partial<Pick<StoredApproval, 'moved' | 'outcomeExecutionId' | 'closedAt'>>;

const CHANGE = `
  update approval set status = $3, moved = $4, outcome_execution_id = $5, closed_at = $6
  where project_id = $1 and approval_id = $2`;

/** Changes a request that is locked, and tells the project; answers it as it is then. */
export async function changeApproval(sql: Sql, approval: StoredApproval, change: ApprovalChange): Promise<StoredApproval> {
  const changed = { ...approval, ...change };
  const { projectId, approvalId, status, moved, outcomeExecutionId, closedAt } = changed;
  await sql(CHANGE, [projectId, approvalId, status, JSON.stringify(moved), outcomeExecutionId, closedAt]);
  return tellOfApproval(sql, changed);
}

/** Stores what one person said of a locked request, and tells the project. */
export async function insertVote(sql: Sql, approval: StoredApproval, vote: Vote): Promise<StoredApproval> {
  await sql('insert into approval_vote (approval_id, user_id, vote, comment, at) values ($1, $2, $3, $4, $5)', [approval.approvalId, vote.userId, vote.vote, vote.comment, vote.at]);
  return tellOfApproval(sql, { ...approval, votes: [...approval.votes, vote] });
}

/** Notes that a stale request is to be asked anew. */
export async function markRefreshAsked(sql: Sql, { projectId, approvalId }: StoredApproval, at: string): Promise<void> {
  await sql('update approval set refresh_asked_at = coalesce(refresh_asked_at, $3) where project_id = $1 and approval_id = $2', [projectId, approvalId, at]);
}

/** Notes the row that came of asking anew. */
export async function markRefreshed(sql: Sql, { projectId, approvalId }: StoredApproval, executionId: string): Promise<void> {
  await sql('update approval set refreshed_execution_id = $3 where project_id = $1 and approval_id = $2', [projectId, approvalId, executionId]);
}

/** A request as the wire shows it. */
export function wireApproval({ attemptId: _a, reads: _r, policyVersion: _p, refreshAskedAt: _f, refreshedExecutionId: _e, ...shown }: StoredApproval): Approval {
  return shown;
}

async function tellOfApproval(sql: Sql, approval: StoredApproval): Promise<StoredApproval> {
  await appendEvent(sql, { type: 'approval.updated', projectId: approval.projectId, data: wireApproval(approval) }, null);
  return approval;
}

/** Reads a request from its row with `votes`. */
export function parseApproval(seal: Seal, row: unknown): StoredApproval {
  const read = Row.parse(row);
  const { reads, policyVersion } = AskedOn.parse(JSON.parse(seal.open(READS_PURPOSE, read.sealed_reads).toString('utf8')));
  return {
    approvalId: read.approval_id,
    projectId: read.project_id,
    executionId: read.execution_id,
    attemptId: read.attempt_id,
    planId: read.plan_id,
    turnId: read.turn_id,
    requestedBy: read.requested_by,
    intent: read.intent,
    steps: read.steps,
    reason: read.reason,
    diff: read.diff,
    effects: read.effects,
    cost: read.cost,
    digest: read.digest,
    reads: reads.map(({ path, value }) => (value === undefined ? { path } : { path, value })),
    policyVersion,
    requiredRole: read.required_role,
    quorum: read.quorum,
    votes: read.votes,
    status: read.status,
    moved: read.moved,
    outcomeExecutionId: read.outcome_execution_id,
    retryOf: read.retry_of,
    workflowId: read.workflow_id,
    refreshAskedAt: read.refresh_asked_at?.toISOString() ?? null,
    refreshedExecutionId: read.refreshed_execution_id,
    expiresAt: read.expires_at.toISOString(),
    createdAt: read.created_at.toISOString(),
    closedAt: read.closed_at?.toISOString() ?? null,
  };
}
