import { z } from 'zod';
import { SimulatedExecution } from '../../contract/execution.ts';
import type { Fork, ForkSummary } from '../../contract/fork.ts';
import { JsonObject } from '../../contract/json.ts';
import type { Sql } from '../database.ts';
import { ID_KEY, type Page, type PageRequest, readCursor, toPage } from '../page.ts';
import { RowDate } from '../row-date.ts';
import { HELD } from './heads.ts';

/** A fork with its steps as they run, one for each execution; sealed, because what a fork shows of them has its sensitive inputs redacted. */
export type StoredFork = Fork & { sealedSteps: Uint8Array };

const columns = {
  fork_id: z.string(),
  project_id: z.string(),
  user_id: z.string(),
  base_version: z.coerce.number(),
  expires_at: RowDate,
  created_at: RowDate,
};
const SummaryRow = z.object({ ...columns, execution_count: z.int() });
const Row = z.object({ ...columns, sealed_steps: z.instanceof(Uint8Array), state: z.record(z.string(), JsonObject), executions: z.array(SimulatedExecution) });

const INSERT = `
  with ${HELD}
  insert into fork (fork_id, project_id, user_id, base_version, sealed_steps, state, executions, expires_at, created_at)
  select $2, project_id, $3, $4, $5, $6::jsonb, '[]', $7, $8 from held
  where (select count(*) from fork where project_id = $1 and expires_at > $8) < $9
  returning *`;

export type NewFork = Omit<StoredFork, 'executions' | 'executionCount'>;

/** Stores a fork without executions; undefined where the project has as many as it may have already. */
export async function insertFork(sql: Sql, fork: NewFork, atMost: number): Promise<StoredFork | undefined> {
  const { projectId, forkId, createdBy, baseVersion, sealedSteps, state, expiresAt, createdAt } = fork;
  const [row] = await sql(INSERT, [projectId, forkId, createdBy, baseVersion, sealedSteps, JSON.stringify(state.components), expiresAt, createdAt, atMost]);
  return row === undefined ? undefined : parseFork(row);
}

const LIVE = 'project_id = $1 and fork_id = $2 and expires_at > clock_timestamp()';

/** Reads a fork of a project that has not expired. */
export async function findFork(sql: Sql, projectId: string, forkId: string): Promise<StoredFork | undefined> {
  const [row] = await sql(`select * from fork where ${LIVE}`, [projectId, forkId]);
  return row === undefined ? undefined : parseFork(row);
}

/** As `findFork`; until the transaction ends nobody else changes the fork. */
export async function lockFork(sql: Sql, projectId: string, forkId: string): Promise<StoredFork | undefined> {
  const [row] = await sql(`select * from fork where ${LIVE} for update`, [projectId, forkId]);
  return row === undefined ? undefined : parseFork(row);
}

/** Stores what a fork has come to; the caller holds its lock. */
export async function saveFork(sql: Sql, { projectId, forkId, sealedSteps, state, executions }: StoredFork): Promise<void> {
  const changed = [sealedSteps, JSON.stringify(state.components), JSON.stringify(executions)];
  await sql('update fork set sealed_steps = $3, state = $4::jsonb, executions = $5::jsonb where project_id = $1 and fork_id = $2', [projectId, forkId, ...changed]);
}

const LIST = `
  select fork_id, project_id, user_id, base_version, expires_at, created_at, jsonb_array_length(executions) as execution_count
  from fork where project_id = $1 and expires_at > clock_timestamp() and ($2::text is null or fork_id < $2) order by fork_id desc limit $3`;

/** Lists the forks of a project that have not expired, newest first. */
export async function listForks(sql: Sql, projectId: string, { limit, cursor }: PageRequest): Promise<Page<ForkSummary>> {
  const rows = await sql(LIST, [projectId, readCursor(cursor, ID_KEY), limit + 1]);
  const read = rows.map((row) => SummaryRow.parse(row));
  return toPage(read, limit, (row) => row.fork_id, (row) => summaryOf(row, row.execution_count));
}

/** Deletes a fork. */
export async function deleteFork(sql: Sql, projectId: string, forkId: string): Promise<void> {
  await sql('delete from fork where project_id = $1 and fork_id = $2', [projectId, forkId]);
}

function summaryOf(row: Omit<z.infer<typeof SummaryRow>, 'execution_count'>, executionCount: number): ForkSummary {
  return {
    forkId: row.fork_id,
    projectId: row.project_id,
    baseVersion: row.base_version,
    createdBy: row.user_id,
    executionCount,
    expiresAt: row.expires_at.toISOString(),
    createdAt: row.created_at.toISOString(),
  };
}

function parseFork(row: unknown): StoredFork {
  const read = Row.parse(row);
  return { ...summaryOf(read, read.executions.length), state: { components: read.state }, executions: read.executions, sealedSteps: read.sealed_steps };
}
