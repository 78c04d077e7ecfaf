import { z } from 'zod';
import { type Fact, MAX_FACTS } from '../../contract/memory.ts';
import { Json } from '../../contract/json.ts';
import type { FactChange, FactKeys } from '../../domain/memory/fact-change.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Sql } from '../database.ts';
import { instant } from '../instant.ts';
import { type Page, type PageRequest, readCursor, toPage } from '../page.ts';

const PURPOSE = 'fact';

/** Whose facts are meant: one person's in one project. Every statement here names both. */
export type FactOwner = { readonly projectId: string; readonly userId: string };

/** What opens values. */
export type FactOpener = Pick<Seal, 'open'>;

const Row = z.object({ key: z.string(), sealed_value: z.instanceof(Uint8Array), updated_at: z.string() });

const COLUMNS = `key, sealed_value, ${instant('updated_at')} as updated_at`;
const OWN = 'project_id = $1 and user_id = $2';

/** The facts of one person in one project, newest first; never more than MAX_FACTS. */
export async function listFacts(sql: Sql, seal: FactOpener, { projectId, userId }: FactOwner): Promise<Fact[]> {
  const rows = await sql(`select ${COLUMNS} from session_fact where ${OWN} order by session_fact.updated_at desc, key limit $3`, [projectId, userId, MAX_FACTS]);
  return rows.map((row) => openFact(seal, Row.parse(row)));
}

/** An instant as base 36 and a key: short enough for a cursor, however long the key is. */
const CURSOR = /^([0-9a-z]{1,9}) ([A-Za-z0-9_.-]{1,100})$/;

/** One page of the facts of one person in one project, newest first. */
export async function listFactPage(sql: Sql, seal: FactOpener, { projectId, userId }: FactOwner, { limit, cursor }: PageRequest): Promise<Page<Fact>> {
  const [, time = '', key = null] = CURSOR.exec(readCursor(cursor, CURSOR) ?? '') ?? [];
  const after = key === null ? null : new Date(Number.parseInt(time, 36));
  const rows = await sql(
    `select ${COLUMNS} from session_fact
      where ${OWN} and ($3::timestamptz is null or session_fact.updated_at < $3 or (session_fact.updated_at = $3 and key > $4))
      order by session_fact.updated_at desc, key limit $5`,
    [projectId, userId, after, key, limit + 1],
  );
  const read = rows.map((row) => Row.parse(row));
  return toPage(read, limit, (row) => `${Date.parse(row.updated_at).toString(36)} ${row.key}`, (row) => openFact(seal, row));
}

/** One fact; undefined where this person has none of this key in this project, whoever else may have. */
export async function findFact(sql: Sql, seal: FactOpener, { projectId, userId }: FactOwner, key: string): Promise<Fact | undefined> {
  const [row] = await sql(`select ${COLUMNS} from session_fact where ${OWN} and key = $3`, [projectId, userId, key]);
  return row === undefined ? undefined : openFact(seal, Row.parse(row));
}

/** The keys that these people have facts under in a project, by user. */
export async function loadFactKeys(sql: Sql, projectId: string, userIds: readonly string[]): Promise<FactKeys> {
  const rows = await sql<{ user_id: string; key: string }>('select user_id, key from session_fact where project_id = $1 and user_id = any($2)', [projectId, userIds]);
  const none = Object.fromEntries(userIds.map((userId): [string, string[]] => [userId, []]));
  for (const { user_id, key } of rows) none[user_id]?.push(key);
  return none;
}

const REMEMBER = `
  insert into session_fact (project_id, user_id, key, sealed_value, updated_at) values ($1, $2, $3, $4, $5)
  on conflict (project_id, user_id, key) do update set sealed_value = excluded.sealed_value, updated_at = excluded.updated_at`;

/** Writes what successful executions came to, in order, in the transaction that records them. */
export async function writeFacts(sql: Sql, seal: Pick<Seal, 'seal'>, projectId: string, changes: readonly (FactChange & { at: string })[]): Promise<void> {
  for (const change of changes) {
    const { userId, key, at } = change;
    if ('value' in change) await sql(REMEMBER, [projectId, userId, key, seal.seal(PURPOSE, JSON.stringify(change.value)), at]);
    else await sql('delete from session_fact where project_id = $1 and user_id = $2 and key = $3', [projectId, userId, key]);
  }
}

function openFact(seal: FactOpener, { key, sealed_value, updated_at }: z.infer<typeof Row>): Fact {
  return { key, value: Json.parse(JSON.parse(seal.open(PURPOSE, sealed_value).toString('utf8'))), updatedAt: updated_at };
}
