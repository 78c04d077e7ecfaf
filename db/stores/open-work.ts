import type { OpenWork, OpenWorkKind } from '../../contract/open-work.ts';
import type { Sql } from '../database.ts';

/** Which open rows are asked for: of one kind, after an id, open for longer than `graceMs`, and attempts no older than `withinMs`. */
export type OpenWorkRequest = { kind: OpenWorkKind; after: string; limit: number; graceMs: number; withinMs: number };

const TURNS = `
  select 'turn' as kind, project_id as "projectId", turn_id as id, user_id as "userId", null as "actionId" from turn
  where status in ('interpreting', 'running') and turn_id > $1 and created_at < clock_timestamp() - $3 * interval '1 millisecond'
  order by turn_id limit $2`;

const PLANS = `
  select 'plan' as kind, project_id as "projectId", plan_id as id, user_id as "userId", null as "actionId" from plan
  where status = 'running' and plan_id > $1 and created_at < clock_timestamp() - $3 * interval '1 millisecond'
  order by plan_id limit $2`;

/** A step of a plan or of a turn is carried by its plan or its turn. */
const INTENTS = `
  select 'intent' as kind, project_id as "projectId", attempt_id as id, user_id as "userId", action_id as "actionId" from attempt a
  where plan_id is null and turn_id is null and closed_at is null and attempt_id > $1
    and created_at < clock_timestamp() - $3 * interval '1 millisecond' and created_at > clock_timestamp() - $4 * interval '1 millisecond'
    and exists (select 1 from project_head h where h.project_id = a.project_id)
    and not exists (select 1 from execution e where e.attempt_id = a.attempt_id)
  order by attempt_id limit $2`;

/** Lists rows that are under way, by their ids. */
export function listOpenWork(sql: Sql, { kind, after, limit, graceMs, withinMs }: OpenWorkRequest): Promise<OpenWork[]> {
  switch (kind) {
    case 'turn':
      return sql<OpenWork>(TURNS, [after, limit, graceMs]);
    case 'plan':
      return sql<OpenWork>(PLANS, [after, limit, graceMs]);
    case 'intent':
      return sql<OpenWork>(INTENTS, [after, limit, graceMs, withinMs]);
  }
}

const CLOSE = `
  update attempt a set closed_at = clock_timestamp() where project_id = $1 and attempt_id = $2 and closed_at is null
    and not exists (select 1 from execution e where e.attempt_id = a.attempt_id)
  returning attempt_id`;

/** Closes an attempt that has no execution, so that nothing carries it on by itself; whoever asks again under its request id still runs it. */
export async function closeAttempt(sql: Sql, { projectId, attemptId }: { projectId: string; attemptId: string }): Promise<boolean> {
  return (await sql(CLOSE, [projectId, attemptId])).length > 0;
}
