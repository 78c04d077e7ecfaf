import type { OpenWork, OpenWorkKind } from '../../contract/open-work.ts';
import type { Sql } from '../database.ts';

/** Which open rows are asked for: of one kind, after an id, open for longer than `graceMs`, and attempts no older than `withinMs`. Requests that merely wait are among them where the whole is asked for. */
export type OpenWorkRequest = { kind: OpenWorkKind; after: string; limit: number; graceMs: number; withinMs: number; isWhole: boolean };

/** Whether all requests of a group have been decided for a while: then what waited for them should have gone on. */
const ARE_DECIDED = `coalesce(bool_and(a.outcome_execution_id is not null and a.closed_at < clock_timestamp() - $3 * interval '1 millisecond'), false)`;

const TURNS = `
  select 'turn' as kind, project_id as "projectId", turn_id as id, user_id as "userId", null as "actionId" from turn
  where (status in ('interpreting', 'running') or (status = 'awaiting_approval' and (select ${ARE_DECIDED} from approval a where a.project_id = turn.project_id and a.turn_id = turn.turn_id))) and turn_id > $1 and created_at < clock_timestamp() - $3 * interval '1 millisecond'
  order by turn_id limit $2`;

const PLANS = `
  select 'plan' as kind, project_id as "projectId", plan_id as id, user_id as "userId", null as "actionId" from plan
  where (status = 'running' or (status = 'awaiting_approval' and (select ${ARE_DECIDED} from approval a where a.project_id = plan.project_id
      and (a.plan_id = plan.plan_id or exists (select 1 from attempt t where t.attempt_id = a.attempt_id and t.plan_id = plan.plan_id))))) and plan_id > $1 and created_at < clock_timestamp() - $3 * interval '1 millisecond'
  order by plan_id limit $2`;

/** A step of a plan or of a turn is carried by its plan or its turn. */
const INTENTS = `
  select 'intent' as kind, project_id as "projectId", attempt_id as id, user_id as "userId", action_id as "actionId" from attempt a
  where plan_id is null and turn_id is null and closed_at is null and attempt_id > $1
    and created_at < clock_timestamp() - $3 * interval '1 millisecond' and created_at > clock_timestamp() - $4 * interval '1 millisecond'
    and exists (select 1 from project_head h where h.project_id = a.project_id)
    and not exists (select 1 from execution e where e.attempt_id = a.attempt_id)
  order by attempt_id limit $2`;

/** A request whose time, votes or requester have decided it should be settled by now; one that merely waits needs no workflow until then. */
const APPROVALS = `
  select 'approval' as kind, project_id as "projectId", approval_id as id, requested_by as "userId", null as "actionId" from approval a
  where (outcome_execution_id is null or (refresh_asked_at is not null and refreshed_execution_id is null)) and approval_id > $1
    and created_at < clock_timestamp() - $3 * interval '1 millisecond'
    and ($4 or status <> 'pending' or expires_at < clock_timestamp()
      or exists (select 1 from approval_vote v where v.approval_id = a.approval_id and v.at < clock_timestamp() - $3 * interval '1 millisecond'))
  order by approval_id limit $2`;

const BACKTESTS = `
  select 'backtest' as kind, project_id as "projectId", backtest_id as id, user_id as "userId", null as "actionId" from backtest
  where status = 'running' and backtest_id > $1 and created_at < clock_timestamp() - $3 * interval '1 millisecond'
  order by backtest_id limit $2`;

const RE_ENCRYPTIONS = `
  select 'reEncryption' as kind, '' as "projectId", run_id as id, started_by as "userId", null as "actionId" from re_encryption
  where status = 'running' and run_id > $1 and created_at < clock_timestamp() - $3 * interval '1 millisecond'
  order by run_id limit $2`;

const PURGES = `
  select 'purge' as kind, project_id as "projectId", project_id as id, purged_by as "userId", null as "actionId" from project_tombstone
  where finished_at is null and project_id > $1 and purged_at < clock_timestamp() - $3 * interval '1 millisecond'
  order by project_id limit $2`;

/** Lists rows that are under way, by their ids. */
export function listOpenWork(sql: Sql, { kind, after, limit, graceMs, withinMs, isWhole }: OpenWorkRequest): Promise<OpenWork[]> {
  switch (kind) {
    case 'turn':
      return sql<OpenWork>(TURNS, [after, limit, graceMs]);
    case 'plan':
      return sql<OpenWork>(PLANS, [after, limit, graceMs]);
    case 'intent':
      return sql<OpenWork>(INTENTS, [after, limit, graceMs, withinMs]);
    case 'approval':
      return sql<OpenWork>(APPROVALS, [after, limit, graceMs, isWhole]);
    case 'backtest':
      return sql<OpenWork>(BACKTESTS, [after, limit, graceMs]);
    case 'purge':
      return sql<OpenWork>(PURGES, [after, limit, graceMs]);
    case 'reEncryption':
      return sql<OpenWork>(RE_ENCRYPTIONS, [after, limit, graceMs]);
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
