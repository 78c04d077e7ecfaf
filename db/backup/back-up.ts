import pg from 'pg';
import { writeLines, type LineWriter } from '../../platform/line-file.ts';
import { createRunningDigest } from '../../platform/running-digest.ts';
import type { MediaArchive } from '../../platform/media-archive.ts';
import { writeAttachments } from './attachments.ts';
import { BackupError, type BackupHead, type BackupSums, type TableSum } from './backup-format.ts';
import { listMigrations, listTables, writePlainly } from './tables.ts';

const ROWS_AT_ONCE = 200;

/** What is backed up, and where to. */
export type BackupPlan = { url: string; path: string; now: Date; media: MediaArchive | null };

/** Reads any table by its name, which Postgres quotes; its rows come in the order in which they are stored. */
const READER = `
  create function pg_temp.rows_of(name text) returns setof text language plpgsql as $$
    begin return query execute format('select t::text from %I t', name); end $$`;

/**
 * Writes every row of a database, as they stand at one instant, and the sealed files of attachments into one compressed file, with the sums by which `restore`
 * checks it. Others go on working meanwhile. Leaves no file when it fails. Without an archive the attachments are left out.
 */
export async function backUp({ url, path, now, media }: BackupPlan): Promise<BackupSums> {
  const client = new pg.Client({ connectionString: url });
  const file = writeLines(path);
  try {
    await client.connect();
    await writePlainly(client);
    await client.query('begin isolation level repeatable read');
    const sums = await writeAll(client, file, { now, media });
    await client.query('rollback');
    await file.finish();
    return sums;
  } catch (error) {
    await file.abandon();
    throw error;
  } finally {
    await client.end();
  }
}

async function writeAll(client: pg.Client, file: LineWriter, { now, media }: Pick<BackupPlan, 'now' | 'media'>): Promise<BackupSums> {
  const migrations = await listMigrations(client);
  if (migrations.length === 0) throw new BackupError('The database holds no Gatehouse: no migration has run there.');
  const tables = await listTables(client);
  const about = tables.map(({ table, columns }) => ({ table, columns }));
  await writeLine(file, { format: 'gatehouse-backup', formatVersion: 2, createdAt: now.toISOString(), migrations, tables: about } satisfies BackupHead);
  await client.query(READER);
  const sums: TableSum[] = [];
  for (const { table } of tables) sums.push(await writeTable(client, file, table));
  const attachments = await writeAttachments(client, file, media);
  await writeLine(file, { sums, attachments } satisfies BackupSums);
  return { sums, attachments };
}

async function writeTable(client: pg.Client, file: LineWriter, table: string): Promise<TableSum> {
  const digest = createRunningDigest();
  let count = 0;
  await client.query('declare dumped no scroll cursor for select * from pg_temp.rows_of($1) as row', [table]);
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from dumped`);
    if (rows.length === 0) break;
    const texts = rows.map(({ row }) => row);
    texts.forEach(digest.add);
    count += texts.length;
    await writeLine(file, { table, rows: texts });
  }
  await client.query('close dumped');
  return { table, rows: count, sha256: digest.hex() };
}

const writeLine = (file: LineWriter, value: unknown): Promise<void> => file.write(JSON.stringify(value));
