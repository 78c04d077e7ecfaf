import { z } from 'zod';
import { DiffEntry, ExecutionStatus } from '../../contract/execution.ts';
import type { IntegrityProblem } from '../../contract/integrity.ts';
import { Json, JsonObject } from '../../contract/json.ts';
import { MODEL_TOKENS } from '../../domain/budget/model-tokens.ts';
import type { StoredEntry } from '../../domain/integrity/open-ledger-verification.ts';
import type { RecordedRow } from '../../domain/integrity/recorded-row.ts';
import type { EventBounds } from '../../domain/integrity/open-event-verification.ts';
import type { RecordBatch, RecordEnd } from '../../domain/integrity/open-verification.ts';
import { canonicalText } from '../../domain/state/canonical.ts';
import type { Sql } from '../database.ts';
import { RowDate } from '../row-date.ts';

/** What the last clean verification of a project saw; the seal covers it. */
export type SeenEnd = { seq: number; hash: string; seal: string };

const ROWS = `select to_jsonb(e) as row from execution e where e.project_id = $1 and e.seq > $2 order by e.seq limit $3`;
const DELTAS = `
  select d.version::float8 as version, d.execution_id as "executionId", d.diff, d.diff is null as "isEmptied", d.at from state_delta d
  where d.project_id = $1 and d.version > $2 and d.version <= $3 order by d.version limit $4`;
const CHECKPOINTS = `
  select c.version::float8 as version, c.components, c.checksum from state_checkpoint c
  where c.project_id = $1 and c.version > $2 and c.version <= $3 order by c.version limit $4`;

const ENTRY = `b.seq::float8 as seq, b.execution_id as "executionId", b.action_id as "actionId", b.cost, b.project_total as "projectTotal", b.action_total as "actionTotal",
    b.success_total::float8 as "successTotal", b.at`;
/** The entries of the next so many successes, and those of models between them; where too few are left, as many as there should be. */
const ENTRIES = `
  select ${ENTRY} from budget_entry b
  where b.project_id = $1 and b.seq > $2 and b.seq <= coalesce((select s.seq from budget_entry s
    where s.project_id = $1 and s.seq > $2 and s.action_id <> $4 order by s.seq offset $3::int - 1 limit 1), $2::bigint + $3::int) order by b.seq`;
const ENTRIES_AFTER = `select ${ENTRY} from budget_entry b where b.project_id = $1 and b.seq > $2 order by b.seq limit $3`;

const Columns = z.object({ row: JsonObject });
const Chained = z.object({
  seq: z.number(),
  executionId: z.string(),
  actionId: z.string(),
  status: ExecutionStatus,
  cost: z.number(),
  rateSeq: z.number().nullable(),
  diff: z.array(DiffEntry).catch([]),
  stateVersion: z.number(),
  stateHashes: z.record(z.string(), z.string()).catch({}),
  keyId: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});
const DeltaRow = z.object({ version: z.number(), executionId: z.string(), diff: z.array(DiffEntry).nullable().catch(null), isEmptied: z.boolean(), at: RowDate });
const CheckpointRow = z.object({ version: z.number(), components: z.record(z.string(), JsonObject).nullable().catch(null), checksum: z.string() });

const EntryRow = z.object({
  ...{ seq: z.number(), executionId: z.string(), actionId: z.string(), cost: z.number(), at: RowDate },
  ...{ projectTotal: z.number(), actionTotal: z.number(), successTotal: z.number() },
});

/** A place in the records: the last execution, version and entry of the ledger before it; null where the ledger is not asked for. */
export type RecordPlace = { seq: number; version: number; ledgerSeq: number | null };

/** Reads the next executions after a place in the chain, with what they left; a column that was made into something else reads as none. */
export async function readRecords(sql: Sql, projectId: string, after: RecordPlace, limit: number): Promise<RecordBatch> {
  const rows = (await sql(ROWS, [projectId, after.seq, limit])).map((row) => toRecord(Columns.parse(row).row));
  const last = rows.reduce((newest, { stateVersion }) => Math.max(newest, stateVersion), after.version);
  const range = [projectId, after.version, last, limit];
  const [deltas, checkpoints] = last === after.version ? [[], []] : [await sql(DELTAS, range), await sql(CHECKPOINTS, range)];
  const successes = rows.filter(({ status }) => status === 'success').length;
  const entries = successes === 0 || after.ledgerSeq === null ? [] : await sql(ENTRIES, [projectId, after.ledgerSeq, successes, MODEL_TOKENS]);
  return {
    rows,
    entries: entries.map(toEntry),
    deltas: deltas.map((row) => DeltaRow.parse(row)).map(({ at, ...delta }) => ({ ...delta, at: at.toISOString() })),
    checkpoints: checkpoints.map((row) => CheckpointRow.parse(row)),
  };
}

/** Reads the next entries of the ledger after a number. */
export async function readEntries(sql: Sql, projectId: string, after: number, limit: number): Promise<StoredEntry[]> {
  return (await sql(ENTRIES_AFTER, [projectId, after, limit])).map(toEntry);
}

function toEntry(row: unknown): StoredEntry {
  const { at, ...entry } = EntryRow.parse(row);
  return { ...entry, at: at.toISOString() };
}

/** An execution as it was recorded, from its row as JSON. */
function toRecord(row: JsonObject): RecordedRow {
  const named = wireNames(row);
  const { hash: _hash, retryOf, ...rest } = named;
  const hashed = retryOf === null || retryOf === undefined ? rest : { ...rest, retryOf };
  return { ...Chained.parse(named), createdAt: String(named['createdAt']), columns: hashed, text: canonicalText(hashed) };
}

/** The columns of an execution under the names, and in the forms, that they had when the row was hashed. */
export function wireNames(row: JsonObject): JsonObject {
  const named = Object.fromEntries(Object.entries(row).map(([column, value]) => [column.replaceAll(/_[a-z]/g, (part) => part.slice(1).toUpperCase()), value]));
  return { ...named, createdAt: new Date(String(named['createdAt'])).toISOString(), simulated: false };
}

const END = `
  select h.chain_seq::float8 as seq, h.chain_hash as hash, h.version::float8 as version, h.pruned_version::float8 as "prunedVersion",
    h.ledger_seq::float8 as "ledgerSeq", h.spent_total as "spentTotal", h.success_total::float8 as "successTotal", h.rate_seq::float8 as "rateSeq",
    h.event_seq::float8 as "eventSeq", h.pruned_event_seq::float8 as "prunedEventSeq",
    (select coalesce(jsonb_agg(jsonb_build_object('componentId', c.component_id, 'version', c.version, 'state', c.state)), '[]')
       from component_state c where c.project_id = $1) as components,
    (select count(*)::float8 from state_delta d where d.project_id = $1 and (d.version < 1 or d.version > h.version))
      + (select count(*)::float8 from state_checkpoint c where c.project_id = $1 and (c.version < 1 or c.version > h.version))
      + (select count(*)::float8 from budget_entry b where b.project_id = $1 and (b.seq < 1 or b.seq > h.ledger_seq))
      + (select count(*)::float8 from execution e where e.project_id = $1 and e.seq < 1) as "strayRows",
    (select jsonb_build_object('seq', i.checked_seq, 'hash', i.checked_hash, 'seal', i.seal) from integrity_check i where i.project_id = $1) as seen
  from project_head h where h.project_id = $1`;

const EndRow = z.object({
  seq: z.number(),
  hash: z.string(),
  version: z.number(),
  prunedVersion: z.number(),
  ...{ ledgerSeq: z.number(), spentTotal: z.number(), successTotal: z.number(), rateSeq: z.number(), eventSeq: z.number(), prunedEventSeq: z.number() },
  components: z.array(z.object({ componentId: z.string(), version: z.number(), state: Json })),
  strayRows: z.number(),
  seen: z.object({ seq: z.number(), hash: z.string(), seal: z.string() }).nullable(),
});

/** Where the records of a project end, what the last clean verification saw, and what retention has taken. */
export type RecordedEnd = RecordEnd & { seen: SeenEnd | null; prunedVersion: number; events: EventBounds };

export async function readRecordEnd(sql: Sql, projectId: string): Promise<RecordedEnd | undefined> {
  const [row] = await sql(END, [projectId]);
  if (row === undefined) return undefined;
  const { components, strayRows, seen, prunedVersion, eventSeq, prunedEventSeq, ...head } = EndRow.parse(row);
  return { head, components, strayRows, seen, prunedVersion, events: { prunedSeq: prunedEventSeq, newestSeq: eventSeq, newestExecution: head.seq } };
}

/** What a verification came to. `isBroken` is null where it stays as it was. */
export type CheckRow = { projectId: string; seen: SeenEnd; problems: readonly IntegrityProblem[]; checkedAt: Date; isBroken: boolean | null };

const LOCK = 'select project_id from project_head where project_id = $1 for no key update';
const MARK = 'update project_head set is_broken = $2 where project_id = $1 and is_broken <> $2';
/** Two verifications may end in another order than they began: what was seen only moves forward. */
const CHECKED = `
  insert into integrity_check (project_id, checked_seq, checked_hash, seal, problems, checked_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (project_id) do update set problems = excluded.problems, checked_at = excluded.checked_at,
    checked_seq = greatest(integrity_check.checked_seq, excluded.checked_seq),
    checked_hash = case when excluded.checked_seq >= integrity_check.checked_seq then excluded.checked_hash else integrity_check.checked_hash end,
    seal = case when excluded.checked_seq >= integrity_check.checked_seq then excluded.seal else integrity_check.seal end`;

/** Records a verification, and marks the head under its lock, so that no commit passes by a finding. */
export async function recordCheck(sql: Sql, { projectId, seen, problems, checkedAt, isBroken }: CheckRow): Promise<void> {
  await sql(LOCK, [projectId]);
  if (isBroken !== null) await sql(MARK, [projectId, isBroken]);
  await sql(CHECKED, [projectId, seen.seq, seen.hash, seen.seal, JSON.stringify(problems), checkedAt]);
}
