import { ProjectIntegrity } from '../../contract/integrity.ts';
import type { Sql } from '../database.ts';
import { instant } from '../instant.ts';
import { ID_KEY, readCursor, toPage, type Page, type PageRequest } from '../page.ts';

const LIST = `
  select p.project_id as "projectId", p.name as "projectName", h.is_broken as blocked, jsonb_array_length(c.problems) = 0 as ok,
    coalesce(c.checked_seq, 0)::float8 as "checkedSeq", h.chain_seq::float8 as "newestSeq", coalesce(jsonb_array_length(c.problems), 0) as problems,
    ${instant('c.checked_at')} as "checkedAt"
  from project p join project_head h using (project_id) left join integrity_check c using (project_id)
  where $1::text is null or p.project_id < $1 order by p.project_id desc limit $2`;

/** How the records of each project stood when they were last verified, newest project first. */
export async function listProjectIntegrity(sql: Sql, { limit, cursor }: PageRequest): Promise<Page<ProjectIntegrity>> {
  const rows = await sql(LIST, [readCursor(cursor, ID_KEY), limit + 1]);
  return toPage(rows.map((row) => ProjectIntegrity.parse(row)), limit, ({ projectId }) => projectId, (item) => item);
}
