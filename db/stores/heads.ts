import type { Head } from '../../domain/execution/head.ts';
import type { Sql } from '../database.ts';

/** The columns of `project_head h` in the shape of Head. */
export const HEAD_COLUMNS = `h.project_id as "projectId", h.status, h.policy_version as "policyVersion",
  h.version::float8 as version, (extract(epoch from h.at) * 1000)::float8 as at, h.chain_seq::float8 as "chainSeq",
  h.chain_hash as "chainHash", h.event_seq::float8 as "eventSeq", h.rate_seq::float8 as "rateSeq",
  h.ledger_seq::float8 as "ledgerSeq", h.spent_total as "spentTotal", h.success_total::float8 as "successTotal"`;

/** Reads a head as it is at this instant, without a lock. */
export async function readHead(sql: Sql, projectId: string): Promise<Head | undefined> {
  const [head] = await sql<Head>(`select ${HEAD_COLUMNS} from project_head h where h.project_id = $1`, [projectId]);
  return head;
}
