import type { OpenWork, OpenWorkKind } from '../../contract/open-work.ts';
import type { Sql } from '../database.ts';

/** What a stop ends: everything that may still change something; a backtest only reads. */
export type StoppableWork = OpenWork & { kind: Exclude<OpenWorkKind, 'backtest' | 'purge' | 'reEncryption'> };

const LIST = `
  select * from (
    select 'approval' as kind, project_id as "projectId", approval_id as id, requested_by as "userId", null as "actionId" from approval
    where project_id = $1 and status = 'pending'
    union all
    select 'turn', project_id, turn_id, user_id, null from turn
    where project_id = $1 and status in ('interpreting', 'running', 'clarifying', 'awaiting_confirmation', 'awaiting_approval')
    union all
    select 'plan', project_id, plan_id, user_id, null from plan
    where project_id = $1 and (status in ('running', 'awaiting_approval') or (status = 'draft' and turn_id in
      (select turn_id from turn where project_id = $1 and status in ('running', 'awaiting_confirmation'))))
    union all
    select 'intent', project_id, attempt_id, user_id, action_id from attempt a
    where project_id = $1 and plan_id is null and turn_id is null and closed_at is null
      and created_at > clock_timestamp() - interval '1 day' and created_at < clock_timestamp() - $3 * interval '1 millisecond'
      and not exists (select 1 from execution e where e.attempt_id = a.attempt_id)) as open
  order by kind, id limit $2`;

/** Lists what runs or waits in a project: requests for approval, turns, plans, and attempts older than those that are decided right now. */
export function listStoppable(sql: Sql, projectId: string, { limit, graceMs }: { limit: number; graceMs: number }): Promise<StoppableWork[]> {
  return sql<StoppableWork>(LIST, [projectId, limit, graceMs]);
}

/** Locks an active project inside the transaction that also closes what is open, so that nothing is executed in between; answers whether it was active. */
export async function lockForStop(sql: Sql, projectId: string): Promise<boolean> {
  return (await sql(`update project_head set status = 'locked' where project_id = $1 and status = 'active' returning project_id`, [projectId])).length > 0;
}
