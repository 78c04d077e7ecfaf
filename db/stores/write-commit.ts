import type { ProjectEvent } from '../../contract/event.ts';
import type { DiffEntry } from '../../contract/execution.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { Head } from '../../domain/execution/head.ts';
import type { Sql } from '../database.ts';

/** Everything that one commit writes; rows of a kind are in order. */
export type CommitRows = {
  head: Head;
  executions: readonly ExecutionRow[];
  deltas: readonly { version: number; executionId: string; diff: readonly DiffEntry[]; at: string }[];
  checkpoints: readonly { version: number; components: { [componentId: string]: JsonObject }; checksum: string; at: string }[];
  components: readonly { componentId: string; version: number; state: JsonObject }[];
  ledger: readonly { seq: number; executionId: string; actionId: string; cost: number; projectTotal: number; successTotal: number; at: string }[];
  effects: readonly { effectId: string; executionId: string; ordinal: number; kind: string; request: JsonObject; at: string }[];
  events: readonly { seq: number; event: ProjectEvent }[];
};

/** An execution with its chain columns, by the names that the wire uses. */
export type ExecutionRow = { readonly [column: string]: unknown } & { readonly executionId: string };

const WRITE = `
  with
  moved as (
    update project_head set version = $2, at = $3, chain_seq = $4, chain_hash = $5, event_seq = $6, rate_seq = $7,
      ledger_seq = $8, spent_total = $9, success_total = $10
    where project_id = $1),
  executions as (
    insert into execution select * from jsonb_populate_recordset(null::execution, $11)),
  deltas as (
    insert into state_delta (project_id, version, execution_id, diff, at)
    select $1, version, execution_id, diff, at from jsonb_populate_recordset(null::state_delta, $12)),
  checkpoints as (
    insert into state_checkpoint (project_id, version, components, checksum, at)
    select $1, version, components, checksum, at from jsonb_populate_recordset(null::state_checkpoint, $13)),
  components as (
    insert into component_state (project_id, component_id, version, state)
    select $1, component_id, version, state from jsonb_populate_recordset(null::component_state, $14)
    on conflict (project_id, component_id) do update set version = excluded.version, state = excluded.state),
  ledger as (
    insert into budget_entry (project_id, seq, execution_id, action_id, cost, project_total, action_total, success_total, at)
    select $1, l.seq, l.execution_id, l.action_id, l.cost, l.project_total,
      round((coalesce((select b.action_total from budget_entry b where b.project_id = $1 and b.action_id = l.action_id order by b.at desc, b.seq desc limit 1), 0)
        + sum(l.cost) over (partition by l.action_id order by l.seq))::numeric, 6),
      l.success_total, l.at
    from jsonb_populate_recordset(null::budget_entry, $15) l),
  effects as (
    insert into outbox (effect_id, project_id, execution_id, ordinal, kind, request, status, created_at)
    select effect_id, $1, execution_id, ordinal, kind, request, 'pending', created_at from jsonb_populate_recordset(null::outbox, $16))
  insert into event (project_id, seq, type, user_id, data, at)
  select $1, seq, type, user_id, data, at from jsonb_populate_recordset(null::event, $17)`;

/** Writes a whole commit in one statement; the caller holds the head's lock. */
export async function writeCommit(sql: Sql, rows: CommitRows): Promise<void> {
  const { head } = rows;
  await sql(WRITE, [
    head.projectId,
    head.version,
    new Date(head.at),
    head.chainSeq,
    head.chainHash,
    head.eventSeq,
    head.rateSeq,
    head.ledgerSeq,
    head.spentTotal,
    head.successTotal,
    asRows(rows.executions),
    asRows(rows.deltas),
    asRows(rows.checkpoints),
    asRows(rows.components),
    asRows(rows.ledger),
    asRows(rows.effects.map(({ at, ...effect }) => ({ ...effect, createdAt: at }))),
    asRows(rows.events.map(({ seq, event }) => ({ seq, type: event.type, userId: audienceOf(event), data: event.data, at: event.at }))),
  ]);
}

/** Turn events are for their author only; null is everybody in the project. */
function audienceOf(event: ProjectEvent): string | null {
  return event.type === 'turn.updated' ? event.data.userId : null;
}

/** JSON rows whose keys are column names. */
function asRows(rows: readonly object[]): string {
  return rows.length === 0 ? '[]' : JSON.stringify(rows.map(asRow));
}

function asRow(row: object): { [column: string]: unknown } {
  const renamed: { [column: string]: unknown } = {};
  for (const [key, value] of Object.entries(row)) renamed[columnOf(key)] = value;
  return renamed;
}

function columnOf(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

