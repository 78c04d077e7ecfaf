import { z } from 'zod';
import { DiffEntry } from '../../contract/execution.ts';
import { JsonObject } from '../../contract/json.ts';
import type { SnapshotEntry } from '../../contract/snapshot.ts';
import type { Sql } from '../database.ts';
import { type Page, type PageRequest, readCursor, toPage } from '../page.ts';
import { RowDate } from '../row-date.ts';

const VersionRow = z.object({
  version: z.number(),
  at: RowDate,
  executionId: z.string().nullable(),
  base: z.object({ version: z.number(), components: z.record(z.string(), JsonObject) }).nullable(),
  deltas: z.array(z.object({ version: z.number(), diff: z.array(DiffEntry) })),
  prunedVersion: z.number(),
});

/** One version as it is stored: the newest checkpoint up to it, the deltas since, and the version up to which retention has emptied them. */
export type StoredVersion = z.infer<typeof VersionRow>;

const VERSION = `
  with base as (
    select c.version, c.components from state_checkpoint c where c.project_id = $1 and c.version <= $2::bigint order by c.version desc limit 1)
  select $2::bigint::float8 as version, coalesce(d.at, p.created_at) as at, d.execution_id as "executionId",
    (select jsonb_build_object('version', b.version, 'components', b.components) from base b) as base,
    (select coalesce(jsonb_agg(jsonb_build_object('version', s.version, 'diff', s.diff) order by s.version), '[]') from state_delta s
       where s.project_id = $1 and s.diff is not null and s.version <= $2 and s.version > coalesce((select b.version from base b), 0)) as deltas,
    h.pruned_version::float8 as "prunedVersion"
  from project_head h
  join project p using (project_id)
  left join state_delta d on d.project_id = h.project_id and d.version = $2
  where h.project_id = $1 and h.version >= $2`;

/** Reads what tells one version of a project's state; undefined past the newest one. */
export async function readVersion(sql: Sql, projectId: string, version: number): Promise<StoredVersion | undefined> {
  const [row] = await sql(VERSION, [projectId, version]);
  return row === undefined ? undefined : VersionRow.parse(row);
}

/** Halves the versions until one is left, because the time of versions never goes back; so no index by time has to be kept. */
const VERSION_AT = `
  with recursive search (low, high) as (
    select 0::bigint, h.version from project_head h join project p using (project_id) where h.project_id = $1 and p.created_at <= $2::timestamptz
    union all
    select case when d.at <= $2::timestamptz then d.version else s.low end, case when d.at <= $2::timestamptz then s.high else d.version - 1 end
    from search s join state_delta d on d.project_id = $1 and d.version = (s.low + s.high + 1) / 2
    where s.low < s.high)
  select low::float8 as version from search where low = high`;

/** Finds the version that was valid at an instant; undefined before the project was created. */
export async function findVersionAt(sql: Sql, projectId: string, at: string): Promise<number | undefined> {
  const [row] = await sql<{ version: number }>(VERSION_AT, [projectId, at]);
  return row?.version;
}

const VERSION_OF_REQUEST = `
  select e.state_version::float8 as version from execution e
  where e.project_id = $1 and e.request_id = $2 order by e.seq desc limit 1`;

/** Finds the version that the newest execution of a request left, or saw where it moved nothing. */
export async function findVersionOfRequest(sql: Sql, projectId: string, requestId: string): Promise<number | undefined> {
  const [row] = await sql<{ version: number }>(VERSION_OF_REQUEST, [projectId, requestId]);
  return row?.version;
}

const LIST = `
  with version as (
    (select d.version, d.at, d.execution_id from state_delta d
      where d.project_id = $1 and ($2::bigint is null or d.version < $2) order by d.version desc limit $3)
    union all
    (select 0, p.created_at, null from project p where p.project_id = $1 and ($2::bigint is null or 0 < $2)))
  select v.version::float8 as version, v.at, v.execution_id as "executionId", e.action_id as "actionId", e.user_id as "userId",
    c.version is not null as "isCheckpoint"
  from version v
  left join execution e on e.execution_id = v.execution_id
  left join state_checkpoint c on c.project_id = $1 and c.version = v.version
  order by v.version desc limit $3`;

const ListRow = z.object({
  version: z.number(),
  at: RowDate,
  executionId: z.string().nullable(),
  actionId: z.string().nullable(),
  userId: z.string().nullable(),
  isCheckpoint: z.boolean(),
});

const VERSION_KEY = /^\d{1,15}$/;

/** Lists the versions of a project's state, newest first, down to version 0. */
export async function listVersions(sql: Sql, projectId: string, { limit, cursor }: PageRequest): Promise<Page<SnapshotEntry>> {
  const rows = await sql(LIST, [projectId, readCursor(cursor, VERSION_KEY), limit + 1]);
  const parsed = rows.map((row) => ListRow.parse(row));
  return toPage(parsed, limit, ({ version }) => String(version), ({ at, ...entry }) => ({ ...entry, at: at.toISOString() }));
}
