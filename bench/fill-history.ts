import type { Database } from '../db/database.ts';

// The first commit of a project is moved into the past, and what it left is copied: a row of every kind for each execution, spread evenly over thirty days until now.
const AT = `date_trunc('milliseconds', now() - interval '30 days' * (1 - n / $2::int::float8))`;
const NAME = `$1 || '-' || n`;

const LOCK = 'select 1 from project_head where project_id = $1 and $2::int > 0 for update';
const MOVE = `update execution set created_at = now() - interval '30 days' where project_id = $1 and $2::int > 0`;
const MOVE_ENTRY = `update budget_entry set at = now() - interval '30 days' where project_id = $1 and $2::int > 0`;
const EXECUTIONS = `insert into execution select r.* from execution e, generate_series(2, $2::int) n,
  lateral jsonb_populate_record(e, jsonb_build_object('seq', n, 'execution_id', ${NAME}, 'attempt_id', ${NAME}, 'request_id', ${NAME}, 'state_version', n, 'rate_seq', n, 'created_at', ${AT})) r
  where e.project_id = $1 and e.seq = 1`;
const ATTEMPTS = `insert into attempt select r.* from execution e join attempt a using (attempt_id), generate_series(2, $2::int) n,
  lateral jsonb_populate_record(a, jsonb_build_object('attempt_id', ${NAME}, 'request_id', ${NAME}, 'created_at', ${AT})) r
  where e.project_id = $1 and e.seq = 1`;
const DELTAS = `insert into state_delta select r.* from state_delta d, generate_series(2, $2::int) n,
  lateral jsonb_populate_record(d, jsonb_build_object('version', n, 'execution_id', ${NAME}, 'at', ${AT})) r
  where d.project_id = $1 and d.version = 1`;
const LEDGER = `insert into budget_entry select r.* from budget_entry b, generate_series(2, $2::int) n,
  lateral jsonb_populate_record(b, jsonb_build_object('seq', n, 'execution_id', ${NAME}, 'project_total', b.cost * n, 'action_total', b.cost * n, 'success_total', n, 'at', ${AT})) r
  where b.project_id = $1 and b.seq = 1`;
const EVENTS = `insert into event select r.* from event v, generate_series(2, $2::int) n,
  lateral jsonb_populate_record(v, jsonb_build_object('seq', v.seq + 2 * (n - 1), 'at', ${AT})) r
  where v.project_id = $1 and v.seq <= 2`;
const CHECKPOINTS = `insert into state_checkpoint (project_id, version, components, checksum, at)
  select $1, n, jsonb_build_object(c.component_id, c.state), '', ${AT} from component_state c, generate_series(50, $2::int, 50) n where c.project_id = $1`;
const COMPONENTS = 'update component_state set version = $2::int where project_id = $1';
const HEAD = `update project_head set version = $2::int, chain_seq = $2::int, event_seq = 2 * $2::int, rate_seq = $2::int, ledger_seq = $2::int, success_total = $2::int,
  spent_total = spent_total * $2::int where project_id = $1`;

/** Gives a project with exactly one execution, a success that moved the state, a history of `count` executions; nobody sees a part of it, such as a sweep that verifies. */
export async function fillHistory(database: Database, projectId: string, count: number): Promise<void> {
  await database.write(async (sql) => {
    for (const statement of [LOCK, MOVE, MOVE_ENTRY, EXECUTIONS, ATTEMPTS, DELTAS, LEDGER, EVENTS, CHECKPOINTS, COMPONENTS, HEAD]) await sql(statement, [projectId, count]);
  });
}
