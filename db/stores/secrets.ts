import { z } from 'zod';
import { MAX_SECRETS, Secret } from '../../contract/secret.ts';
import type { Envelope, SecretPlace } from '../../platform/envelope.ts';
import { SealError } from '../../platform/seal.ts';
import type { Database, Sql } from '../database.ts';
import { instant } from '../instant.ts';
import { ID_KEY, readCursor, toPage, type Page, type PageRequest } from '../page.ts';
import { recordAdminEvent, type NewAdminEvent } from './admin-events.ts';

/** A secret as its row tells it, without its value and without who needs it. */
export type StoredSecret = Omit<Secret, 'usedBy'>;

export type NewSecretRow = SecretPlace & { secretId: string; value: string; by: string; now: Date };

/** A new value; the one before stays in force until `previousUntil`, or ends now. */
export type RotatedSecret = { projectId: string; secretId: string; value: string; previousUntil: Date | null; by: string; now: Date };

/** The values in force in a project, those within their grace included, and the names of those that no key opens. */
export type OpenSecrets = { values: string[]; unreadable: string[] };

export type Secrets = {
  list(projectId: string, page: PageRequest): Promise<Page<StoredSecret>>;
  find(projectId: string, secretId: string): Promise<StoredSecret | null>;
  names(projectId: string): Promise<Set<string>>;
  insert(row: NewSecretRow): Promise<StoredSecret | 'taken' | 'full'>;
  /** Null where there is no such secret. */
  rotate(row: RotatedSecret): Promise<StoredSecret | null>;
  /** False where there is none. */
  remove(secret: { projectId: string; secretId: string; by: string; now: Date }): Promise<boolean>;
  /** Which values are in force, as a text that changes with them. */
  stamp(projectId: string, now: Date): Promise<string>;
  open(projectId: string, now: Date): Promise<OpenSecrets>;
};

const COLUMNS = `secret_id as "secretId", name, version, ${instant('created_at')} as "createdAt", created_by as "createdBy", ${instant('rotated_at')} as "rotatedAt", rotated_by as "rotatedBy",
  ${instant('previous_until')} as "previousUntil", ${instant('last_used_at')} as "lastUsedAt"`;

const LIST = `select ${COLUMNS} from secret where project_id = $1 and ($2::text is null or secret_id < $2) order by secret_id desc limit $3`;

const INSERT = `insert into secret (project_id, secret_id, name, version, sealed_key, sealed_value, created_by, created_at) values ($1, $2, $3, 1, $4, $5, $6, $7) returning ${COLUMNS}`;

const ROTATE = `
  update secret set version = version + 1, sealed_key = $3, sealed_value = $4, rotated_by = $5, rotated_at = $6, previous_until = $7,
    previous_sealed_key = case when $7::timestamptz is not null then sealed_key end, previous_sealed_value = case when $7::timestamptz is not null then sealed_value end
  where project_id = $1 and secret_id = $2 returning ${COLUMNS}`;

const IN_FORCE = `
  select name, sealed_key, sealed_value, case when previous_until > $2 then previous_sealed_key end as previous_sealed_key, case when previous_until > $2 then previous_sealed_value end as previous_sealed_value
  from secret where project_id = $1 limit $3`;

const STAMP = `select coalesce(string_agg(secret_id || ' ' || version || (case when previous_until > $2 then '+' else '' end), ',' order by secret_id), '') as stamp from secret where project_id = $1`;

const Bytes = z.instanceof(Uint8Array);
const SealedRow = z.object({ name: z.string(), sealed_key: Bytes, sealed_value: Bytes, previous_sealed_key: Bytes.nullable(), previous_sealed_value: Bytes.nullable() });

/** The secrets of projects; a value is sealed before it reaches Postgres. */
export function createSecrets(database: Database, envelope: Envelope): Secrets {
  return {
    list: async (projectId, { limit, cursor }) => {
      const rows = await database.read(LIST, [projectId, readCursor(cursor, ID_KEY), limit + 1]);
      return toPage(rows.map(toSecret), limit, ({ secretId }) => secretId, (secret) => secret);
    },
    find: async (projectId, secretId) => first(await database.read(`select ${COLUMNS} from secret where project_id = $1 and secret_id = $2`, [projectId, secretId])),
    names: async (projectId) => new Set((await database.read<{ name: string }>('select name from secret where project_id = $1 limit $2', [projectId, MAX_SECRETS])).map(({ name }) => name)),
    insert: (row) => database.write((sql) => insert(sql, envelope, row)),
    rotate: (row) => database.write((sql) => rotate(sql, envelope, row)),
    remove: (secret) => database.write((sql) => remove(sql, secret)),
    stamp: async (projectId, now) => (await database.read<{ stamp: string }>(STAMP, [projectId, now]))[0]?.stamp ?? '',
    open: async (projectId, now) => openAll(envelope, projectId, await database.read(IN_FORCE, [projectId, now, MAX_SECRETS])),
  };
}

/** Secrets of a project change one by one, so that their number holds; no commit waits for it. */
const lockSecrets = (sql: Sql, projectId: string): Promise<unknown> => sql('select 1 from project where project_id = $1 for no key update', [projectId]);

async function insert(sql: Sql, envelope: Envelope, { projectId, secretId, name, value, by, now }: NewSecretRow): Promise<StoredSecret | 'taken' | 'full'> {
  await lockSecrets(sql, projectId);
  const [there] = await sql<{ count: number; taken: boolean }>('select count(*)::int as count, coalesce(bool_or(name = $2), false) as taken from secret where project_id = $1', [projectId, name]);
  if (there?.taken) return 'taken';
  if ((there?.count ?? 0) >= MAX_SECRETS) return 'full';
  const { sealedKey, sealedValue } = envelope.seal({ projectId, name }, value);
  const [row] = await sql(INSERT, [projectId, secretId, name, sealedKey, sealedValue, by, now]);
  await recordAdminEvent(sql, told('secret.created', { projectId, name, by, now }));
  return toSecret(row);
}

async function rotate(sql: Sql, envelope: Envelope, { projectId, secretId, value, previousUntil, by, now }: RotatedSecret): Promise<StoredSecret | null> {
  await lockSecrets(sql, projectId);
  const [found] = await sql<{ name: string }>('select name from secret where project_id = $1 and secret_id = $2', [projectId, secretId]);
  if (!found) return null;
  const { sealedKey, sealedValue } = envelope.seal({ projectId, name: found.name }, value);
  const [row] = await sql(ROTATE, [projectId, secretId, sealedKey, sealedValue, by, now, previousUntil]);
  await recordAdminEvent(sql, told('secret.rotated', { projectId, name: found.name, by, now }));
  return toSecret(row);
}

async function remove(sql: Sql, { projectId, secretId, by, now }: { projectId: string; secretId: string; by: string; now: Date }): Promise<boolean> {
  await lockSecrets(sql, projectId);
  const [gone] = await sql<{ name: string }>('delete from secret where project_id = $1 and secret_id = $2 returning name', [projectId, secretId]);
  if (gone) await recordAdminEvent(sql, told('secret.deleted', { projectId, name: gone.name, by, now }));
  return gone !== undefined;
}

const told = (kind: NewAdminEvent['kind'], { projectId, name, by, now }: SecretPlace & { by: string; now: Date }): NewAdminEvent => ({ kind, actorId: by, projectId, subject: name, at: now });

function openAll(envelope: Envelope, projectId: string, rows: readonly unknown[]): OpenSecrets {
  const opened: OpenSecrets = { values: [], unreadable: [] };
  for (const row of rows) {
    const { name, sealed_key: sealedKey, sealed_value: sealedValue, previous_sealed_key: previousKey, previous_sealed_value: previousValue } = SealedRow.parse(row);
    try {
      opened.values.push(envelope.open({ projectId, name }, { sealedKey, sealedValue }));
      if (previousKey && previousValue) opened.values.push(envelope.open({ projectId, name }, { sealedKey: previousKey, sealedValue: previousValue }));
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      opened.unreadable.push(name);
    }
  }
  return opened;
}

const first = ([row]: readonly unknown[]): StoredSecret | null => (row === undefined ? null : toSecret(row));

const toSecret = (row: unknown): StoredSecret => Secret.omit({ usedBy: true }).parse(row);
