import type { Head } from '../../domain/execution/head.ts';
import type { Sql } from '../database.ts';
import { ATTEMPT_JSON } from './attempts.ts';

/** The columns of `project_head h` in the shape of Head. */
export const HEAD_COLUMNS = `h.project_id as "projectId", h.status, h.is_broken as "isBroken", h.policy_version as "policyVersion",
  h.version::float8 as version, (extract(epoch from h.at) * 1000)::float8 as at, h.chain_seq::float8 as "chainSeq",
  h.chain_hash as "chainHash", h.event_seq::float8 as "eventSeq", h.rate_seq::float8 as "rateSeq",
  h.ledger_seq::float8 as "ledgerSeq", h.spent_total as "spentTotal", h.success_total::float8 as "successTotal"`;

/**
 * Holds the head of project $1, as the first part of a statement that changes another row of the project. Whoever tells
 * the project of a change needs the head at last; who takes it first never waits in a circle with another.
 */
export const HELD = `held as materialized (select project_id from project_head where project_id = $1 for no key update)`;

/** Reads a head as it is at this instant, without a lock. */
export async function readHead(sql: Sql, projectId: string): Promise<Head | undefined> {
  const [head] = await sql<Head>(`select ${HEAD_COLUMNS} from project_head h where h.project_id = $1`, [projectId]);
  return head;
}

/** Attempts of one project. */
export type Wanted = { readonly projectId: string; readonly attemptIds: readonly string[] };

/** A head that is held, and the attempts that are to be decided under it. */
export type LockedHead = Head & { attempts: unknown[] };

/** Heads are taken in the order of their ids, so that two who want several never wait in a circle. */
const LOCK = `
  select ${HEAD_COLUMNS},
    (select coalesce(json_agg(${ATTEMPT_JSON}), '[]')
       from unnest($2::text[], $3::text[]) as w(project_id, attempt_id) join attempt a on a.attempt_id = w.attempt_id and a.project_id = w.project_id
      where w.project_id = h.project_id) as attempts
  from project_head h where h.project_id = any($1) order by h.project_id for no key update of h`;
const LOCK_FREE = `${LOCK} skip locked`;

/** Locks a project's head until the transaction ends, and reads the attempts that are to be decided. */
export async function lockHead(sql: Sql, projectId: string, attemptIds: readonly string[]): Promise<LockedHead | undefined> {
  const [head] = await sql<LockedHead>(LOCK, parametersFor([{ projectId, attemptIds }]));
  return head;
}

/** Locks the heads of several projects, of those alone that nobody holds; the others are not in the answer. */
export const lockFreeHeads = (sql: Sql, wanted: readonly Wanted[]): Promise<LockedHead[]> => sql<LockedHead>(LOCK_FREE, parametersFor(wanted));

function parametersFor(wanted: readonly Wanted[]): unknown[] {
  const pairs = wanted.flatMap(({ projectId, attemptIds }) => attemptIds.map((attemptId) => [projectId, attemptId]));
  return [wanted.map(({ projectId }) => projectId), pairs.map(([projectId]) => projectId), pairs.map(([, attemptId]) => attemptId)];
}
