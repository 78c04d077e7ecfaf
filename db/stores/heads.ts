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

const LOCK = `
  select ${HEAD_COLUMNS},
    (select coalesce(jsonb_agg(${ATTEMPT_JSON}), '[]') from attempt a where a.project_id = h.project_id and a.attempt_id = any($2)) as attempts
  from project_head h where h.project_id = $1 for no key update of h`;

/** Locks a project's head until the transaction ends, and reads the attempts that are to be decided. */
export async function lockHead(sql: Sql, projectId: string, attemptIds: readonly string[]): Promise<(Head & { attempts: unknown[] }) | undefined> {
  const [head] = await sql<Head & { attempts: unknown[] }>(LOCK, [projectId, attemptIds]);
  return head;
}
