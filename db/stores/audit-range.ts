import { z } from 'zod';
import type { Sql } from '../database.ts';

/** Which executions an export holds: numbers from `firstSeq` to `lastSeq`, what the chain was before the first, and the keys that hashed them. `firstSeq` is null where there are none. */
export type AuditRange = { count: number; firstSeq: number | null; lastSeq: number; firstPreviousHash: string; versionBefore: number; keyIds: string[] };

const RANGE = `
  with r as (
    select count(*)::float8 as count, min(e.seq) as first, max(e.seq) as last, array_agg(distinct e.key_id) as keys from execution e
    where e.project_id = $1 and ($2::timestamptz is null or e.created_at >= $2) and ($3::timestamptz is null or e.created_at < $3))
  select r.count, r.first::float8 as "firstSeq", coalesce(r.last, 0)::float8 as "lastSeq", coalesce(r.keys, '{}') as "keyIds",
    coalesce((select e.previous_hash from execution e where e.project_id = $1 and e.seq = r.first), '') as "firstPreviousHash",
    coalesce((select e.state_version from execution e where e.project_id = $1 and e.seq < r.first order by e.seq desc limit 1), 0)::float8 as "versionBefore"
  from r`;

const Row = z.object({ count: z.number(), firstSeq: z.number().nullable(), lastSeq: z.number(), keyIds: z.array(z.string()), firstPreviousHash: z.string(), versionBefore: z.number() });

/** Finds the executions of a project from one time, inclusive, to another, exclusive. */
export async function findAuditRange(sql: Sql, projectId: string, { from, to }: { from: string | null; to: string | null }): Promise<AuditRange> {
  const [row] = await sql(RANGE, [projectId, from, to]);
  return Row.parse(row);
}
