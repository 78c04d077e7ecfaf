import { z } from 'zod';
import { type Backtest, BacktestReport, BacktestStatus } from '../../contract/backtest.ts';
import { Policy } from '../../contract/policy.ts';
import type { Sql } from '../database.ts';
import { RowDate } from '../row-date.ts';

/** A backtest to be run; without instants it looks at all that is recorded. */
export type NewBacktestRow = { backtestId: string; projectId: string; userId: string; policy: Policy; from: string | null; to: string | null; workflowId: string; createdAt: Date };

/** What the run of a backtest starts from. */
export type BacktestTask = { policy: Policy; from: Date | null; to: Date | null; status: BacktestStatus };

const MOST_RUNNING = 3;
const KEPT_DAYS = 30;
const LONGEST_HOURS = 6; // A workflow gives up after this; a row that still says that it runs has lost its own.

const TIDY = "delete from backtest where project_id = $1 and created_at < $2::timestamptz - $3 * interval '1 day'";
const INSERT = `
  insert into backtest (backtest_id, project_id, user_id, policy, from_at, to_at, status, workflow_id, created_at)
  select $1, $2, $3, $4, $5, $6, 'running', $7, $8
  where (select count(*) from backtest where project_id = $2 and status = 'running' and created_at > $8::timestamptz - $10 * interval '1 hour') < $9
  returning backtest_id`;

/** Stores a backtest that begins to run; false where enough of them run in the project. Those of more than a month ago are forgotten. */
export async function insertBacktest(sql: Sql, { backtestId, projectId, userId, policy, from, to, workflowId, createdAt }: NewBacktestRow): Promise<boolean> {
  await sql(TIDY, [projectId, createdAt, KEPT_DAYS]);
  const values = [backtestId, projectId, userId, JSON.stringify(policy), from, to, workflowId, createdAt, MOST_RUNNING, LONGEST_HOURS];
  return (await sql(INSERT, values)).length > 0;
}

const TASK = 'select policy, from_at as "from", to_at as "to", status from backtest where project_id = $1 and backtest_id = $2';
const Task = z.object({ policy: Policy, from: RowDate.nullable(), to: RowDate.nullable(), status: BacktestStatus });

/** Reads what is to be run. */
export async function findBacktestTask(sql: Sql, projectId: string, backtestId: string): Promise<BacktestTask | undefined> {
  const [row] = await sql(TASK, [projectId, backtestId]);
  return row === undefined ? undefined : Task.parse(row);
}

const FIND = 'select backtest_id as "backtestId", status, progress, result, error from backtest where project_id = $1 and backtest_id = $2';
const Row = z.object({ backtestId: z.string(), status: BacktestStatus, progress: z.number(), result: BacktestReport.nullable(), error: z.string().nullable() });
const NOTHING: BacktestReport = { replayed: 0, flips: [], flipCount: 0, groups: [], cost: { was: 0, is: 0 }, approvals: { was: 0, is: 0 }, redacted: 0, unknown: 0 };

/** Reads a backtest of a project with what it has come to. */
export async function findBacktest(sql: Sql, projectId: string, backtestId: string): Promise<Backtest | undefined> {
  const [row] = await sql(FIND, [projectId, backtestId]);
  if (row === undefined) return undefined;
  const { result, ...rest } = Row.parse(row);
  return { ...NOTHING, ...result, ...rest };
}

const NOTE = "update backtest set progress = $3, result = $4 where project_id = $1 and backtest_id = $2 and status = 'running'";
const CLOSE = "update backtest set status = 'done', progress = 1, result = $3 where project_id = $1 and backtest_id = $2 and status = 'running'";
const FAIL = "update backtest set status = 'failed', error = $3 where project_id = $1 and backtest_id = $2 and status = 'running'";

/** Notes how far a running backtest is. */
export async function noteBacktest(sql: Sql, { projectId, backtestId }: { projectId: string; backtestId: string }, progress: number, report: BacktestReport): Promise<void> {
  await sql(NOTE, [projectId, backtestId, progress, JSON.stringify(report)]);
}

/** Closes a running backtest with what it came to; one that is closed stays as it is. */
export async function closeBacktest(sql: Sql, { projectId, backtestId }: { projectId: string; backtestId: string }, report: BacktestReport): Promise<void> {
  await sql(CLOSE, [projectId, backtestId, JSON.stringify(report)]);
}

/** Closes a running backtest that cannot be carried on. */
export async function failBacktestRow(sql: Sql, { projectId, backtestId }: { projectId: string; backtestId: string }, error: string): Promise<void> {
  await sql(FAIL, [projectId, backtestId, error]);
}
