import { roundUnits } from '../../domain/budget/units.ts';
import { DURATION_BOUNDS, type EngineReading } from '../../platform/engine-metrics.ts';
import type { Database, Sql } from '../database.ts';

type Head = { project_id: string; seq: number; status: string; spent: number };
type Group = { action: string; status: string; bucket: number; count: number; seconds: number };
type Tally = { action: string; status: string; counts: number[]; seconds: number };

const HEADS = 'select project_id, chain_seq::float8 as seq, status, spent_total as spent from project_head';

/** How many of the bounds are below a duration; the bounds come negated and ascending, because a bound itself counts as not below. */
const GROUPS = `
  select case when e.action_id = any($4::text[]) then e.action_id else 'other' end as action, e.status,
    cardinality($5::float8[]) - width_bucket(-e.duration_ms / 1000, $5::float8[]) as bucket,
    count(*)::float8 as count, sum(e.duration_ms) / 1000 as seconds
  from unnest($1::text[], $2::float8[], $3::float8[]) as m(project_id, seen, seq)
  join execution e on e.project_id = m.project_id and e.seq > m.seen and e.seq <= m.seq
  group by 1, 2, 3`;

const OUTBOX = `
  select count(*)::float8 as depth, coalesce(greatest(extract(epoch from clock_timestamp() - min(created_at)), 0), 0)::float8 as "oldestSeconds"
  from outbox where status = 'pending'`;

const APPROVALS = `select count(*)::float8 as pending from approval where status = 'pending'`;

const MODELS = `
  select model, up_to_seconds as "upTo", sum(calls)::float8 as calls, sum(seconds) as seconds,
    sum(prompt_tokens)::float8 as "promptTokens", sum(completion_tokens)::float8 as "completionTokens"
  from model_meter group by 1, 2 order by 1, 2`;

const NEGATED_BOUNDS = DURATION_BOUNDS.map((bound) => -bound).toReversed();

/**
 * Measures the installation from its records, all at one instant. Rows of executions never change, so each is counted once: the first
 * reading counts all, a later one what has come since. Actions that are not known count as `other`.
 */
export function createMeasurements({ snapshot }: Pick<Database, 'snapshot'>, knownActions: readonly string[]): () => Promise<EngineReading> {
  const seen = new Map<string, number>();
  const tallies = new Map<string, Tally>();
  const measure = () =>
    snapshot(async (sql) => {
      const heads = await sql<Head>(HEADS);
      const moved = heads.filter(({ project_id, seq }) => seq > (seen.get(project_id) ?? 0));
      const groups = moved.length > 0 ? await countNew(sql, moved) : [];
      const [outbox = { depth: 0, oldestSeconds: 0 }] = await sql<EngineReading['outbox']>(OUTBOX);
      const [approvals = { pending: 0 }] = await sql<{ pending: number }>(APPROVALS);
      const models = await sql<EngineReading['models'][number]>(MODELS);
      for (const group of groups) addTo(tallies, group);
      for (const { project_id, seq } of moved) seen.set(project_id, seq);
      const spent = roundUnits(heads.reduce((sum, head) => sum + head.spent, 0));
      const activeProjects = heads.filter(({ status }) => status === 'active').length;
      return { executions: [...tallies.values()], spent, activeProjects, outbox, approvalsPending: approvals.pending, models };
    });
  const countNew = (sql: Sql, moved: readonly Head[]) => {
    const ids = moved.map(({ project_id }) => project_id);
    return sql<Group>(GROUPS, [ids, ids.map((id) => seen.get(id) ?? 0), moved.map(({ seq }) => seq), knownActions, NEGATED_BOUNDS]);
  };
  let running: Promise<EngineReading> | null = null; // Two readings at once would count the same rows twice.
  return () =>
    (running ??= measure().finally(() => {
      running = null;
    }));
}

function addTo(tallies: Map<string, Tally>, { action, status, bucket, count, seconds }: Group): void {
  const key = `${status} ${action}`;
  const tally = tallies.get(key) ?? { action, status, counts: Array.from({ length: DURATION_BOUNDS.length + 1 }, () => 0), seconds: 0 };
  tally.counts[bucket] = (tally.counts[bucket] ?? 0) + count;
  tally.seconds += seconds;
  tallies.set(key, tally);
}
