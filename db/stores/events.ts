import type { ProjectEvent } from '../../contract/event.ts';
import type { Sql } from '../database.ts';
import { instant } from '../instant.ts';

const APPEND = `
  with head as (
    update project_head set event_seq = event_seq + 1, at = greatest(at, date_trunc('milliseconds', clock_timestamp()))
    where project_id = $1 returning event_seq, at)
  insert into event (project_id, seq, type, user_id, data, at)
  select $1, head.event_seq, $2, $3, $4, head.at from head`;

/** Appends one event in the project's own order. `userId` keeps it to that user; null shows it to the whole project. */
export async function appendEvent(sql: Sql, event: Omit<ProjectEvent, 'at'>, userId: string | null): Promise<void> {
  await sql(APPEND, [event.projectId, event.type, userId, JSON.stringify(event.data)]);
}

/** One event as the stream sends it; `seq` is the cursor, and `data` is the JSON text as it is stored. */
export type StoredEvent = { seq: number; type: string; at: string; data: unknown };

const READ = `
  select seq::float8 as seq, type, ${instant('at')} as at, data from event
  where project_id = $1 and seq > $2 and (user_id is null or user_id = $3)
  order by seq limit $4`;

/** Reads the events after a cursor that one user may see, oldest first. */
export function readEvents(sql: Sql, projectId: string, after: number, userId: string, limit: number): Promise<StoredEvent[]> {
  return sql<StoredEvent>(READ, [projectId, after, userId, limit]);
}

/** The number of the newest event and the oldest one that is still kept, and the version of the state. */
export async function readEventBounds(sql: Sql, projectId: string): Promise<{ newest: number; oldest: number; version: number }> {
  const [bounds] = await sql<{ newest: number; oldest: number; version: number }>(
    `select h.event_seq::float8 as newest, h.version::float8 as version,
       coalesce((select min(e.seq) from event e where e.project_id = $1), h.event_seq + 1)::float8 as oldest
     from project_head h where h.project_id = $1`,
    [projectId],
  );
  return bounds ?? { newest: 0, oldest: 1, version: 0 };
}
