import { z } from 'zod';
import { Claims } from '../../contract/claims.ts';
import { DiffEntry, ExecutionStatus } from '../../contract/execution.ts';
import { Mode } from '../../contract/intent.ts';
import { JsonObject } from '../../contract/json.ts';
import { Role } from '../../contract/project.ts';
import type { RecordedDecision } from '../../domain/backtest/recorded-decision.ts';
import type { Caller } from '../../domain/facts.ts';
import type { Sql } from '../database.ts';

/** Halves the executions until one is left, because neither their time nor their version goes back; so no index by time has to be kept. Answers the number of the last one before. */
const SPAN = `
  with recursive behind (low, high) as (
    select 0::bigint, h.chain_seq from project_head h where h.project_id = $1
    union all
    select case when e.created_at < $2::timestamptz or (h.pruned_version > 0 and e.state_version <= h.pruned_version) then e.seq else b.low end,
      case when e.created_at < $2::timestamptz or (h.pruned_version > 0 and e.state_version <= h.pruned_version) then b.high else e.seq - 1 end
    from behind b join project_head h on h.project_id = $1 join execution e on e.project_id = $1 and e.seq = (b.low + b.high + 1) / 2
    where b.low < b.high),
  until (low, high) as (
    select 0::bigint, h.chain_seq from project_head h where h.project_id = $1
    union all
    select case when e.created_at < $3::timestamptz then e.seq else u.low end, case when e.created_at < $3::timestamptz then u.high else e.seq - 1 end
    from until u join execution e on e.project_id = $1 and e.seq = (u.low + u.high + 1) / 2
    where u.low < u.high)
  select (select b.low::float8 from behind b where b.low = b.high) as "after", (select u.low::float8 from until u where u.low = u.high) as "last"`;

const VERSION = `
  select coalesce((select e.state_version::float8 from execution e where e.project_id = $1 and e.seq = $2), 0) as version`;

const SpanRow = z.object({ after: z.number().nullable(), last: z.number().nullable() });

/** Executions by their numbers: those behind `after`, up to `last`. `version` is that of the state which the first of them met. */
export type DecisionSpan = { after: number; last: number; version: number };

/** Finds the executions from one instant, inclusive, to another, exclusive; those on a state that retention has taken are left out. Undefined where rows are missing. */
export async function findDecisionSpan(sql: Sql, projectId: string, from: Date, to: Date): Promise<DecisionSpan | undefined> {
  const [row] = await sql(SPAN, [projectId, from, to]);
  const { after, last } = SpanRow.parse(row);
  if (after === null || last === null) return undefined;
  const [found] = await sql<{ version: number }>(VERSION, [projectId, after]);
  return { after, last, version: found?.version ?? 0 };
}

const BATCH = `
  with batch as materialized (
    select e.seq, e.execution_id, e.user_id, e.action_id, e.intent, e.status, e.error_code, e.error->>'gate' as gate, e.cost,
      e.approval_id, e.retry_of, e.created_at, e.policy_version, e.state_version
    from execution e where e.project_id = $1 and e.seq > $2 and e.seq <= $3 order by e.seq limit $4)
  select
    array(select jsonb_build_object('seq', b.seq, 'executionId', b.execution_id, 'userId', b.user_id, 'actionId', b.action_id, 'intent', b.intent, 'status', b.status,
        'code', b.error_code, 'gate', b.gate, 'cost', b.cost, 'approvalId', b.approval_id, 'retryOf', b.retry_of,
        'at', (extract(epoch from b.created_at) * 1000)::float8, 'policyVersion', b.policy_version, 'version', b.state_version, 'delta', d.diff)
      from batch b left join state_delta d on d.project_id = $1 and d.version = b.state_version and d.execution_id = b.execution_id
      order by b.seq) as decisions,
    array(select jsonb_build_object('userId', u.user_id, 'email', u.email, 'name', u.name, 'organization', u.organization, 'claims', coalesce(u.claims, '{}'), 'role', m.role)
      from app_user u left join membership m on m.project_id = $1 and m.user_id = u.user_id
      where u.user_id in (select b.user_id from batch b) and u.disabled_at is null) as people`;

const Decision = z.object({
  seq: z.number(),
  executionId: z.string(),
  userId: z.string(),
  actionId: z.string(),
  intent: z.object({ actionId: z.string(), inputs: JsonObject, mode: Mode, confirmed: z.boolean() }),
  status: ExecutionStatus,
  code: z.string().nullable(),
  gate: z.string().nullable(),
  cost: z.number(),
  approvalId: z.string().nullable(),
  retryOf: z.string().nullable(),
  at: z.number(),
  policyVersion: z.number(),
  version: z.number(),
  delta: z.array(DiffEntry).nullable(),
});
const BatchRow = z.object({
  decisions: z.array(Decision),
  people: z.array(z.object({ userId: z.string(), email: z.string().nullable(), name: z.string().nullable(), organization: z.string().nullable(), claims: Claims, role: Role.nullable() })),
});

/** Recorded decisions in their order with the versions that they left, and who asked for them; the role is that of a membership. */
export type DecisionBatch = { decisions: readonly (RecordedDecision & { seq: number; version: number })[]; people: readonly Caller[] };

/** Reads the next decisions of a span, in one statement. */
export async function readDecisions(sql: Sql, projectId: string, { after, last }: Pick<DecisionSpan, 'after' | 'last'>, limit: number): Promise<DecisionBatch> {
  const [row] = await sql(BATCH, [projectId, after, last, limit]);
  return BatchRow.parse(row);
}
