import type { Sql } from '../database.ts';

/** The attempt of an execution goes with it, because nothing else leads from a project to its attempts in few steps. */
const EXECUTIONS = `
  with gone as (delete from execution where ctid = any(array(select ctid from execution where project_id = $1 limit $2)) returning attempt_id),
    tried as (delete from attempt a using gone where a.attempt_id = gone.attempt_id)
  select count(*)::int as deleted from gone`;

/** No attempt of a project is older than the project; that lets the look begin there. */
const ATTEMPTS = `
  with gone as (delete from attempt where ctid = any(array(select ctid from attempt where project_id = $1
    and created_at >= coalesce((select created_at from project_tombstone where project_id = $1), '-infinity') limit $2)) returning 1)
  select count(*)::int as deleted from gone`;

/** What says that a project was purged stays. */
const ADMIN_EVENTS = `
  with gone as (delete from admin_event where ctid = any(array(select ctid from admin_event where project_id = $1 and kind <> 'project.purged' limit $2)) returning 1)
  select count(*)::int as deleted from gone`;

const EVENT = `
  with gone as (delete from event where ctid = any(array(select ctid from event where project_id = $1 limit $2)) returning 1)
  select count(*)::int as deleted from gone`;

const STATE_DELTA = `
  with gone as (delete from state_delta where ctid = any(array(select ctid from state_delta where project_id = $1 limit $2)) returning 1)
  select count(*)::int as deleted from gone`;

const STATE_CHECKPOINT = `
  with gone as (delete from state_checkpoint where ctid = any(array(select ctid from state_checkpoint where project_id = $1 limit $2)) returning 1)
  select count(*)::int as deleted from gone`;

const COMPONENT_STATE = `
  with gone as (delete from component_state where ctid = any(array(select ctid from component_state where project_id = $1 limit $2)) returning 1)
  select count(*)::int as deleted from gone`;

const BUDGET_ENTRY = `
  with gone as (delete from budget_entry where ctid = any(array(select ctid from budget_entry where project_id = $1 limit $2)) returning 1)
  select count(*)::int as deleted from gone`;

const OUTBOX = `
  with gone as (delete from outbox where ctid = any(array(select ctid from outbox where project_id = $1 limit $2)) returning 1)
  select count(*)::int as deleted from gone`;

/** Tables with a project in them whose rows do not go with the row of the project by themselves. */
export const PROJECT_TABLES = {
  execution: EXECUTIONS,
  attempt: ATTEMPTS,
  event: EVENT,
  state_delta: STATE_DELTA,
  state_checkpoint: STATE_CHECKPOINT,
  component_state: COMPONENT_STATE,
  budget_entry: BUDGET_ENTRY,
  outbox: OUTBOX,
  admin_event: ADMIN_EVENTS,
} as const;

/** Deletes what a project has in these tables, at most so many rows of each; answers how many went. */
export async function deleteProjectRows(sql: Sql, projectId: string, atMost: number): Promise<number> {
  let deleted = 0;
  for (const statement of Object.values(PROJECT_TABLES)) {
    const [gone] = await sql<{ deleted: number }>(statement, [projectId, atMost]);
    deleted += gone?.deleted ?? 0;
  }
  return deleted;
}
