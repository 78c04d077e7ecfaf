import { z } from 'zod';
import { Execution } from '../../contract/execution.ts';
import type { Sql } from '../database.ts';
import { RowDate } from '../row-date.ts';
import { type Page, type PageRequest, readCursor, toPage } from '../page.ts';

const COLUMNS = `e.seq::float8 as seq, e.execution_id as "executionId", e.request_id as "requestId", e.project_id as "projectId",
  e.user_id as "userId", e.trigger, e.mode, e.action_id as "actionId", e.intent, e.status, e.message, e.error, e.diff,
  e.state_version::float8 as "stateVersion", e.cost, e.duration_ms as "durationMs", e.trace, e.approval_id as "approvalId", e.retry_of as "retryOf",
  e.plan_id as "planId", e.turn_id as "turnId", e.workflow_id as "workflowId", e.created_at as "createdAt"`;

const Row = z.object({ seq: z.number(), createdAt: RowDate }).loose();

/** Reads one execution of a project by its id. */
export async function findExecution(sql: Sql, projectId: string, executionId: string): Promise<Execution | undefined> {
  const [row] = await sql(`select ${COLUMNS} from execution e where e.project_id = $1 and e.execution_id = $2`, [projectId, executionId]);
  return row === undefined ? undefined : parseRow(row).execution;
}

/** Reads the newest execution of one attempt. */
export async function findExecutionOfAttempt(sql: Sql, projectId: string, attemptId: string): Promise<Execution | undefined> {
  const [row] = await sql(
    `select ${COLUMNS} from execution e where e.project_id = $1 and e.attempt_id = $2 order by e.seq desc limit 1`,
    [projectId, attemptId],
  );
  return row === undefined ? undefined : parseRow(row).execution;
}

/** Reads executions of any project by their ids. */
export async function listExecutionsById(sql: Sql, executionIds: readonly string[]): Promise<Execution[]> {
  const rows = await sql(`select ${COLUMNS} from execution e where e.execution_id = any($1)`, [executionIds]);
  return rows.map((row) => parseRow(row).execution);
}

const MAX_OF_PLANS = 20_000; // 200 plans of at most 100 steps.

/** Reads the executions of plans, each plan's in step order. */
export async function listExecutionsOfPlans(sql: Sql, projectId: string, planIds: readonly string[]): Promise<Execution[]> {
  const rows = await sql(`select ${COLUMNS} from execution e where e.project_id = $1 and e.plan_id = any($2) order by e.seq limit $3`, [
    projectId,
    planIds,
    MAX_OF_PLANS,
  ]);
  return rows.map((row) => parseRow(row).execution);
}

const MAX_OF_TURNS = 1_000;

/** Reads the newest executions of turns, oldest first. */
export async function listExecutionsOfTurns(sql: Sql, projectId: string, turnIds: readonly string[], limit = MAX_OF_TURNS): Promise<Execution[]> {
  const rows = await sql(`select ${COLUMNS} from execution e where e.project_id = $1 and e.turn_id = any($2) order by e.seq desc limit $3`, [
    projectId,
    turnIds,
    limit,
  ]);
  return rows.map((row) => parseRow(row).execution).reverse();
}

/** Which of these attempts are recorded. */
export async function listRecordedAttempts(sql: Sql, attemptIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ attempt_id: string }>('select distinct attempt_id from execution where attempt_id = any($1)', [attemptIds]);
  return rows.map((row) => row.attempt_id);
}

/** What a list of executions may be narrowed to; `action` is a bare or a pinned id. */
export type ExecutionFilter = {
  requestId?: string | undefined;
  status?: string | undefined;
  action?: string | undefined;
  user?: string | undefined;
  trigger?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

const LIST = `
  select ${COLUMNS} from execution e
  where e.project_id = $1 and ($2::bigint is null or e.seq < $2)
    and ($3::text is null or e.request_id = $3) and ($4::text is null or e.status = $4)
    and ($5::text is null or e.action_id = $5 or split_part(e.action_id, '@', 1) = $5)
    and ($6::text is null or e.user_id = $6) and ($7::text is null or e.trigger = $7)
    and ($8::timestamptz is null or e.created_at >= $8) and ($9::timestamptz is null or e.created_at < $9)
  order by e.seq desc limit $10`;

const SEQ_KEY = /^\d{1,15}$/;

/** Lists the executions of a project, newest first. */
export async function listExecutions(sql: Sql, projectId: string, filter: ExecutionFilter, { limit, cursor }: PageRequest): Promise<Page<Execution>> {
  const { requestId, status, action, user, trigger, from, to } = filter;
  const narrowed = [requestId, status, action, user, trigger, from, to].map((value) => value ?? null);
  const rows = await sql(LIST, [projectId, readCursor(cursor, SEQ_KEY), ...narrowed, limit + 1]);
  return toPage(rows.map(parseRow), limit, ({ seq }) => String(seq), ({ execution }) => execution);
}

function parseRow(row: unknown): { seq: number; execution: Execution } {
  const { seq, createdAt, ...columns } = Row.parse(row);
  return { seq, execution: Execution.parse({ ...columns, simulated: false, createdAt: createdAt.toISOString() }) };
}
