import { z } from 'zod';
import { type MissedRow, ReEncryption, ReEncryptionStatus } from '../../contract/key-ring.ts';
import type { Database, Sql } from '../database.ts';
import { instant } from '../instant.ts';
import { recordAdminEvent } from './admin-events.ts';

/** Where a run is: in which table, behind which row of it, and how often it has begun. Without a table it is at the beginning. */
export const ReEncryptionPlace = z.object({ table: z.string().nullable().default(null), after: z.array(z.string()).default([]), round: z.int().default(1) });
export type ReEncryptionPlace = z.infer<typeof ReEncryptionPlace>;

/** What a batch came to: where it ends, what it has sealed anew, and what it could not open. */
export type ReEncryptionNote = { place: ReEncryptionPlace; done: number; missed: readonly MissedRow[] };

/** A run as its worker reads it. */
export type ReEncryptionTask = { status: ReEncryptionStatus; keyId: string; place: ReEncryptionPlace; failed: number };

export type NewReEncryption = { runId: string; workflowId: string; keyId: string; startedBy: string; createdAt: Date };

const MOST_NAMED = 50;
const NEWEST = 10;

const COLUMNS = `run_id as "runId", workflow_id as "workflowId", key_id as "keyId", status, place->>'table' as "table", done::float8 as done, failed::float8 as failed, missed, error,
  started_by as "startedBy", ${instant('created_at')} as "createdAt", ${instant('closed_at')} as "closedAt"`;

const INSERT = `
  insert into re_encryption (run_id, key_id, status, started_by, workflow_id, created_at) values ($1, $2, 'running', $3, $4, $5)
  on conflict ((true)) where status = 'running' do nothing returning run_id`;

/** Begins a run; false where one is under way. */
export const insertReEncryption = (database: Pick<Database, 'write'>, { runId, workflowId, keyId, startedBy, createdAt }: NewReEncryption): Promise<boolean> =>
  database.write(async (sql) => {
    if ((await sql(INSERT, [runId, keyId, startedBy, workflowId, createdAt])).length === 0) return false;
    await recordAdminEvent(sql, { kind: 'keys.re_encryption_started', actorId: startedBy, projectId: null, subject: runId, detail: { keyId }, at: createdAt });
    return true;
  });

/** The newest runs, the newest first. */
export const listReEncryptions = async (sql: Sql): Promise<ReEncryption[]> =>
  ReEncryption.array().parse(await sql(`select ${COLUMNS} from re_encryption order by run_id desc limit $1`, [NEWEST]));

export async function findReEncryption(sql: Sql, runId: string): Promise<ReEncryption | undefined> {
  const [row] = await sql(`select ${COLUMNS} from re_encryption where run_id = $1`, [runId]);
  return row === undefined ? undefined : ReEncryption.parse(row);
}

const Task = z.object({ status: ReEncryptionStatus, keyId: z.string(), place: ReEncryptionPlace, failed: z.number() });

/** Takes a run for a batch, so that no other worker works on it meanwhile. */
export async function takeReEncryption(sql: Sql, runId: string): Promise<ReEncryptionTask | undefined> {
  const [row] = await sql('select status, key_id as "keyId", place, failed::float8 as failed from re_encryption where run_id = $1 for no key update', [runId]);
  return row === undefined ? undefined : Task.parse(row);
}

const NOTE = `
  update re_encryption set place = $2, done = done + $3, failed = failed + jsonb_array_length($4::jsonb),
    missed = case when jsonb_array_length(missed) < $5 then jsonb_path_query_array(missed || $4::jsonb, '$[0 to 49]') else missed end
  where run_id = $1 and status = 'running'`;

/** Notes what a batch came to, in the transaction of the batch. */
export async function noteReEncryption(sql: Sql, runId: string, { place, done, missed }: ReEncryptionNote): Promise<void> {
  await sql(NOTE, [runId, JSON.stringify(place), done, JSON.stringify(missed), MOST_NAMED]);
}

/** Forgets what could not be opened, since everything is looked at once more. */
export async function beginNextRound(sql: Sql, runId: string, place: ReEncryptionPlace): Promise<void> {
  await sql("update re_encryption set place = $2, failed = 0, missed = '[]' where run_id = $1 and status = 'running'", [runId, JSON.stringify(place)]);
}

/** How a run ends, why where it failed, and who ended it. */
export type ReEncryptionEnd = { status: Exclude<ReEncryptionStatus, 'running'>; error: string | null; endedBy: string; at: Date };

const CLOSE = "update re_encryption set status = $2, error = $3, closed_at = $4, place = place - 'table' where run_id = $1 and status = 'running' returning done::float8 as done, failed::float8 as failed";

/** Closes a run that is under way; false where it is closed already. */
export async function closeReEncryption(sql: Sql, runId: string, { status, error, endedBy, at }: ReEncryptionEnd): Promise<boolean> {
  const [closed] = await sql<{ done: number; failed: number }>(CLOSE, [runId, status, error, at]);
  if (!closed) return false;
  await recordAdminEvent(sql, { kind: 'keys.re_encryption_ended', actorId: endedBy, projectId: null, subject: runId, detail: { status, ...closed }, at });
  return true;
}

