import type { Sql } from '../../acceptance/sql.ts';

type Head = { version: number; chainSeq: number; chainHash: string; spentTotal: number; successTotal: number };
type ExecutionRow = {
  seq: number;
  executionId: string;
  requestId: string;
  attemptId: string;
  actionId: string;
  status: string;
  stateVersion: number;
  moves: boolean;
  cost: number;
  previousHash: string;
  hash: string;
};

/** Every account that a project keeps, as it stands in the tables. */
export type Books = {
  head: Head;
  executions: ExecutionRow[];
  deltas: { version: number; executionId: string }[];
  ledger: { seq: number; executionId: string; cost: number; projectTotal: number; successTotal: number }[];
  /** The executions that the rows of the outbox belong to. */
  effects: string[];
  counter: number;
  turns: number;
};

const HEAD = `select version::float8 as version, chain_seq::float8 as "chainSeq", chain_hash as "chainHash", spent_total as "spentTotal",
  success_total::float8 as "successTotal" from project_head where project_id = $1`;
const EXECUTIONS = `select seq::float8 as seq, execution_id as "executionId", request_id as "requestId", attempt_id as "attemptId", action_id as "actionId", status,
  state_version::float8 as "stateVersion", jsonb_array_length(diff) > 0 as moves, cost, previous_hash as "previousHash", hash
  from execution where project_id = $1 order by seq`;
const DELTAS = 'select version::float8 as version, execution_id as "executionId" from state_delta where project_id = $1 order by version';
const LEDGER = `select seq::float8 as seq, execution_id as "executionId", cost, project_total as "projectTotal", success_total::float8 as "successTotal"
  from budget_entry where project_id = $1 order by seq`;
const EFFECTS = 'select execution_id as "executionId" from outbox where project_id = $1';
const COMPONENTS = `select coalesce(max((state->>'value')::float8) filter (where component_id = 'demo.counter'), 0) as counter,
  coalesce(max((state->>'turns')::float8) filter (where component_id = 'campaign.valve'), 0) as turns from component_state where project_id = $1`;

/** Reads the accounts of one project; nobody may write to it meanwhile. */
export async function readBooks(sql: Sql, projectId: string): Promise<Books> {
  const [head] = await sql.rows<Head>(HEAD, [projectId]);
  const [components] = await sql.rows<{ counter: number; turns: number }>(COMPONENTS, [projectId]);
  if (!head || !components) throw new Error(`there is no project ${projectId}`);
  return {
    head,
    ...components,
    executions: await sql.rows<ExecutionRow>(EXECUTIONS, [projectId]),
    deltas: await sql.rows<Books['deltas'][number]>(DELTAS, [projectId]),
    ledger: await sql.rows<Books['ledger'][number]>(LEDGER, [projectId]),
    effects: (await sql.rows<{ executionId: string }>(EFFECTS, [projectId])).map(({ executionId }) => executionId),
  };
}
