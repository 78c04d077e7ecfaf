import type { Sql } from '../database.ts';

/** A verification reads all that there is, so a long history in which nothing happens is verified less often: 100,000 executions put it off by 100 seconds. */
const LIST = `
  select h.project_id as "projectId" from project_head h left join integrity_check c using (project_id)
  where (h.chain_seq <> coalesce(c.checked_seq, 0) and (c.checked_at is null or c.checked_at < $2)) or c.checked_at < $3::timestamptz - h.chain_seq * interval '1 millisecond'
  order by c.checked_at nulls first, h.project_id limit $1`;

/** Since when a project that has moved, and one that has not, must have been checked; one that has not is given a millisecond more for each execution. */
export type CheckedSince = { moved: Date; unmoved: Date };

/** Lists projects whose last check is too long ago, the longest unchecked first. */
export async function listUnverifiedProjects(sql: Sql, limit: number, { moved, unmoved }: CheckedSince): Promise<string[]> {
  return (await sql<{ projectId: string }>(LIST, [limit, moved, unmoved])).map(({ projectId }) => projectId);
}
