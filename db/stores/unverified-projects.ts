import type { Sql } from '../database.ts';

/**
 * A verification reads all that there is, so a long history is verified less often: 100,000 executions put it off by 100 seconds, and none
 * by more than an hour. The count that the last check saw is asked as well, so that nobody puts a check off by what he writes into the head alone.
 */
const LIST = `
  select h.project_id as "projectId" from project_head h left join integrity_check c using (project_id)
  where (c.checked_at is null and h.chain_seq > 0) or c.checked_at < $2::timestamptz - least(h.chain_seq, c.checked_seq, 3600000) * interval '1 millisecond'
  order by c.checked_at nulls first, h.project_id limit $1`;

/** Lists projects whose last check is before `since`, or longer ago where the history is long; the longest unchecked first. One in which nothing was ever done is left out until it is asked for. */
export async function listUnverifiedProjects(sql: Sql, limit: number, since: Date): Promise<string[]> {
  return (await sql<{ projectId: string }>(LIST, [limit, since])).map(({ projectId }) => projectId);
}
