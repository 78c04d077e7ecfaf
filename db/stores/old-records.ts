import type { Sql } from '../database.ts';

/** What is older than `before` goes, at most so many rows at once. */
export type Pruning = { readonly before: Date; readonly atMost: number };

const WITH_OLD_DELTAS = `
  select h.project_id as "projectId" from project_head h
  where exists (select 1 from state_checkpoint c where c.project_id = h.project_id and c.version > h.pruned_version and c.at < $1)
  order by h.project_id limit $2`;

/** Names projects with a checkpoint that is older than deltas are kept, and deltas before it. */
export async function listWithOldDeltas(sql: Sql, before: Date, limit: number): Promise<string[]> {
  return (await sql<{ projectId: string }>(WITH_OLD_DELTAS, [before, limit])).map(({ projectId }) => projectId);
}

const LOCK = 'select pruned_version::float8 as "prunedVersion" from project_head where project_id = $1 for no key update';
/** The farthest old checkpoint that one step reaches; the nearest one where checkpoints lie farther apart than that. */
const TARGET = `
  select coalesce(max(c.version) filter (where c.version <= $2::bigint + $4::bigint), min(c.version))::float8 as target
  from state_checkpoint c where c.project_id = $1 and c.version > $2 and c.at < $3`;
const EMPTY = 'update state_delta set diff = null where project_id = $1 and version > $2 and version <= $3';
const MOVE = 'update project_head set pruned_version = $2 where project_id = $1';

/**
 * Empties the oldest deltas of a project, up to a checkpoint, so that every version after it can still be told. When
 * they were made and by what stays. The head is held, so that a verification sees all of it or nothing.
 */
export async function pruneDeltas(sql: Sql, projectId: string, { before, atMost }: Pruning): Promise<void> {
  const [head] = await sql<{ prunedVersion: number }>(LOCK, [projectId]);
  if (!head) return;
  const [found] = await sql<{ target: number | null }>(TARGET, [projectId, head.prunedVersion, before, atMost]);
  const target = found?.target ?? null;
  if (target === null) return;
  await sql(EMPTY, [projectId, head.prunedVersion, target]);
  await sql(MOVE, [projectId, target]);
}

const WITH_OLD_EVENTS = `
  select h.project_id as "projectId" from project_head h
  cross join lateral (select e.at from event e where e.project_id = h.project_id order by e.seq limit 1) oldest
  where oldest.at < $1 order by h.project_id limit $2`;

/** Names projects whose oldest event is older than events are kept. */
export async function listWithOldEvents(sql: Sql, before: Date, limit: number): Promise<string[]> {
  return (await sql<{ projectId: string }>(WITH_OLD_EVENTS, [before, limit])).map(({ projectId }) => projectId);
}

/** Events of a project never go back in time, so the oldest ones have the lowest numbers. The head keeps how far this went. */
const DELETE = `
  with held as materialized (select project_id from project_head where project_id = $1 for no key update),
    gone as (
      delete from event where project_id = (select project_id from held) and seq in (
        select o.seq from (select e.seq, e.at from event e where e.project_id = $1 order by e.seq limit $3) o where o.at < $2)
      returning seq)
  update project_head set pruned_event_seq = greatest(pruned_event_seq, (select max(seq) from gone))
  where project_id = $1 and exists (select from gone)`;

/** Deletes the oldest events of a project, and says so in its head, so that a verification misses no others. */
export async function pruneEvents(sql: Sql, projectId: string, { before, atMost }: Pruning): Promise<void> {
  await sql(DELETE, [projectId, before, atMost]);
}
