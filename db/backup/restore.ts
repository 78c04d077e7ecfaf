import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import type { z } from 'zod';
import { readLines } from '../../platform/line-file.ts';
import { createRunningDigest, type RunningDigest } from '../../platform/running-digest.ts';
import type { MediaArchive } from '../../platform/media-archive.ts';
import { takeAttachments, type AttachmentTaker } from './attachments.ts';
import { BackupError, BackupHead, BackupPart, BackupRows, BackupTail, type BackupSums } from './backup-format.ts';
import { listMigrations, listTables, writePlainly } from './tables.ts';

/** Writes rows, given as text, into any table by its name, which Postgres quotes. */
const WRITER = `
  create function pg_temp.put_rows(name text, texts text[]) returns void language plpgsql as $$
    begin execute format('insert into %1$I select (c).* from (select t::%1$I as c from unnest($1) as t offset 0) s', name) using texts; end $$`;
const HOLDS = `
  create function pg_temp.holds_rows(name text) returns boolean language plpgsql as $$
    declare found boolean; begin execute format('select exists (select from %I)', name) into found; return found; end $$`;

/** What is restored, and where to. */
export type RestorePlan = { url: string; path: string; media: MediaArchive };

type Sums = Map<string, { rows: number; digest: RunningDigest }>;

/**
 * Fills an empty, migrated database from a backup, in one transaction: either every row of it is there afterwards, with the sums of
 * the backup, and every attachment has its file, or nothing has changed. Throws a BackupError that says what is wrong.
 */
export async function restore({ url, path, media }: RestorePlan): Promise<BackupSums> {
  const attachments = takeAttachments(media.openRestore());
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await writePlainly(client);
    await client.query('begin');
    const sums = await readAll(client, path, attachments);
    await attachments.finish(); // A row that is there has its file.
    await client.query('commit');
    return sums;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    await attachments.abandon();
    throw error;
  } finally {
    await client.end();
  }
}

async function readAll(client: pg.Client, path: string, attachments: AttachmentTaker): Promise<BackupSums> {
  const lines = readLines(path);
  const head = parseLine(BackupHead, (await nextLine(lines)) ?? '', 'This is no backup of Gatehouse');
  await requireFit(client, head);
  await client.query(WRITER);
  const sums: Sums = new Map(head.tables.map(({ table }) => [table, { rows: 0, digest: createRunningDigest() }]));
  for (let line = await nextLine(lines); line !== null; line = await nextLine(lines)) {
    if (line.startsWith('{"sums":')) return checkSums(sums, attachments, parseLine(BackupTail, line, 'The backup is damaged'));
    if (line.startsWith('{"projectId":')) await attachments.take(parseLine(BackupPart, line, 'The backup is damaged'));
    else await putRows(client, sums, parseLine(BackupRows, line, 'The backup is damaged'));
  }
  throw new BackupError('The backup is cut off: its last line is missing.');
}

async function putRows(client: pg.Client, sums: Sums, { table, rows }: z.infer<typeof BackupRows>): Promise<void> {
  const sum = sums.get(table);
  if (!sum) throw new BackupError(`The backup is damaged: it holds rows of ${table}, which it does not announce.`);
  rows.forEach(sum.digest.add);
  sum.rows += rows.length;
  await client.query('select pg_temp.put_rows($1, $2)', [table, rows]);
}

/** The database must be at the same migrations with the same columns, and hold nothing yet. */
async function requireFit(client: pg.Client, head: BackupHead): Promise<void> {
  const migrations = await listMigrations(client);
  if (!isDeepStrictEqual(migrations, head.migrations)) {
    throw new BackupError(`The database has the migrations ${migrations.join(', ') || 'of nobody'}, and the backup ${head.migrations.join(', ')}; migrate an empty database with the release that made the backup.`);
  }
  const tables = (await listTables(client)).map(({ table, columns }) => ({ table, columns }));
  if (!isDeepStrictEqual(tables, head.tables)) throw new BackupError('The tables of the database are not those of the backup.');
  await client.query(HOLDS);
  for (const { table } of tables) {
    const { rows } = await client.query<{ holds: boolean }>('select pg_temp.holds_rows($1) as holds', [table]);
    if (rows[0]?.holds === true) throw new BackupError(`The database is not empty: ${table} holds rows. Restore into a fresh, migrated one.`);
  }
}

function checkSums(found: Sums, attachments: AttachmentTaker, expected: BackupSums): BackupSums {
  const sums = [...found].map(([table, { rows, digest }]) => ({ table, rows, sha256: digest.hex() }));
  if (!isDeepStrictEqual(sums, expected.sums)) throw new BackupError('The backup is damaged: its rows do not have the sums that it names.');
  if (!isDeepStrictEqual({ ...attachments.sum(), missing: expected.attachments.missing }, expected.attachments)) throw new BackupError('The backup is damaged: its attachments do not have the sum that it names.');
  return expected;
}

function parseLine<Schema extends z.ZodType>(schema: Schema, line: string, complaint: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    throw new BackupError(`${complaint}: a line of it cannot be read.`);
  }
}

async function nextLine(lines: AsyncGenerator<string>): Promise<string | null> {
  try {
    const { done, value } = await lines.next();
    return done === true ? null : value;
  } catch (error) {
    throw new BackupError(`The backup cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
