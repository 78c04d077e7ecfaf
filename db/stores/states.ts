import { z } from 'zod';
import { JsonObject } from '../../contract/json.ts';
import type { Sql } from '../database.ts';
import { RowDate } from '../row-date.ts';

const Row = z.object({
  version: z.number(),
  at: RowDate,
  executionId: z.string().nullable(),
  components: z.record(z.string(), JsonObject),
});

/** The stored state of a project as it is now; a component that never changed is not in it. */
export type StoredState = z.infer<typeof Row>;

const READ = `
  select h.version::float8 as version, coalesce(d.at, p.created_at) as at, d.execution_id as "executionId",
    (select coalesce(jsonb_object_agg(c.component_id, c.state), '{}') from component_state c where c.project_id = h.project_id) as components
  from project_head h
  join project p using (project_id)
  left join state_delta d on d.project_id = h.project_id and d.version = h.version
  where h.project_id = $1`;

/** Reads the state of a project in one statement, so that version and components belong together. */
export async function readState(sql: Sql, projectId: string): Promise<StoredState | undefined> {
  const [row] = await sql(READ, [projectId]);
  return row === undefined ? undefined : Row.parse(row);
}
