import { z } from 'zod';
import { Json } from '../../contract/json.ts';
import { type ModelCall, ModelCallOutcome } from '../../contract/model-call.ts';
import { MODEL_TOKENS } from '../../domain/budget/model-tokens.ts';
import type { Seal } from '../../platform/seal.ts';
import { upToSeconds } from '../../platform/model-metrics.ts';
import type { Sql } from '../database.ts';
import { ID_KEY, type Page, type PageRequest, readCursor, toPage } from '../page.ts';
import { RowDate } from '../row-date.ts';
import { HELD } from './heads.ts';

const PURPOSE = 'model-call';

/** A request to a model as it has just ended, and the facts that went into it. */
export type NewModelCall = Omit<ModelCall, 'createdAt'> & { projectId: string; userId: string; facts: readonly string[] };

/** The content of a call goes with its turn; the meter stays, so that what was used is never counted less. */
const INSERT = `
  with ${HELD},
  call as (
    insert into model_call (call_id, project_id, turn_id, user_id, step, round, model, outcome, sealed_request, sealed_response, prompt_tokens, completion_tokens, duration_ms, created_at)
    select $3::text, project_id, $2::text, $4::text, $5::int, $6::int, $7::text, $8::text, $9::bytea, $10::bytea, $11::int, $12::int, $13::float8, date_trunc('milliseconds', clock_timestamp()) from held),
  meter as (
    insert into model_meter as m (project_id, model, up_to_seconds, calls, seconds, prompt_tokens, completion_tokens)
    select project_id, $7::text, $14::float8, 1, $13::float8 / 1000, $11::int, $12::int from held
    on conflict (project_id, model, up_to_seconds) do update set calls = m.calls + 1, seconds = m.seconds + excluded.seconds,
      prompt_tokens = m.prompt_tokens + excluded.prompt_tokens, completion_tokens = m.completion_tokens + excluded.completion_tokens)
  update turn set prompt_tokens = prompt_tokens + $11::int, completion_tokens = completion_tokens + $12::int, facts = $15::jsonb
  from held where turn.project_id = held.project_id and turn_id = $2::text`;

/** Stores one request to a model with what it used, and counts it for its turn. */
export async function insertModelCall(sql: Sql, seal: Pick<Seal, 'seal'>, call: NewModelCall): Promise<void> {
  const sealed = (value: Json) => seal.seal(PURPOSE, JSON.stringify(value));
  await sql(INSERT, [
    ...[call.projectId, call.turnId, call.callId, call.userId, call.step, call.round, call.model, call.outcome],
    ...[sealed(call.request), sealed(call.response), call.tokens.prompt, call.tokens.completion, call.durationMs],
    ...[upToSeconds(call.durationMs / 1_000), JSON.stringify(call.facts)],
  ]);
}

const CHARGE = `
  with head as (
    update project_head set ledger_seq = ledger_seq + 1, spent_total = round((spent_total + $3::float8)::numeric, 6),
      at = greatest(at, date_trunc('milliseconds', clock_timestamp()))
    where project_id = $1 returning project_id, ledger_seq, spent_total, success_total, at)
  insert into budget_entry (project_id, seq, execution_id, action_id, cost, project_total, action_total, success_total, at)
  select project_id, ledger_seq, $2::text, $4::text, $3::float8, spent_total,
    round((coalesce((select b.action_total from budget_entry b where b.project_id = $1 and b.action_id = $4::text order by b.at desc, b.seq desc limit 1), 0) + $3::float8)::numeric, 6),
    success_total, at from head`;

/** Writes the cost of a call into the project's ledger, as any other cost; the caller holds the head's lock. */
export async function chargeTokens(sql: Sql, { projectId, callId, cost }: { projectId: string; callId: string; cost: number }): Promise<void> {
  await sql(CHARGE, [projectId, callId, cost, MODEL_TOKENS]);
}

const Row = z.object({
  call_id: z.string(),
  turn_id: z.string(),
  step: z.int(),
  round: z.int(),
  model: z.string(),
  outcome: ModelCallOutcome,
  sealed_request: z.instanceof(Uint8Array),
  sealed_response: z.instanceof(Uint8Array),
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  duration_ms: z.number(),
  created_at: RowDate,
});

/** Lists what a model was asked for a turn, newest first. */
export async function listModelCalls(sql: Sql, seal: Pick<Seal, 'open'>, turnId: string, { limit, cursor }: PageRequest): Promise<Page<ModelCall>> {
  const rows = await sql('select * from model_call where turn_id = $1 and ($2::text is null or call_id < $2) order by call_id desc limit $3', [
    turnId,
    readCursor(cursor, ID_KEY),
    limit + 1,
  ]);
  const calls = rows.map((row) => openCall(seal, Row.parse(row)));
  return toPage(calls, limit, ({ callId }) => callId, (call) => call);
}

function openCall(seal: Pick<Seal, 'open'>, row: z.infer<typeof Row>): ModelCall {
  const open = (sealed: Uint8Array) => Json.parse(JSON.parse(seal.open(PURPOSE, sealed).toString('utf8')));
  return {
    ...{ callId: row.call_id, turnId: row.turn_id, step: row.step, round: row.round, model: row.model, outcome: row.outcome },
    ...{ request: open(row.sealed_request), response: open(row.sealed_response), durationMs: row.duration_ms },
    tokens: { prompt: row.prompt_tokens, completion: row.completion_tokens },
    createdAt: row.created_at.toISOString(),
  };
}
