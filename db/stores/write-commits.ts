import type { ProjectEvent } from '../../contract/event.ts';
import type { DiffEntry } from '../../contract/execution.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { ChainedExecution } from '../../domain/execution/write-up.ts';
import type { Head } from '../../domain/execution/head.ts';
import type { Sql } from '../database.ts';

/** Everything that one project's part of a commit writes; rows of a kind are in order. */
export type CommitRows = {
  head: Head;
  executions: readonly ChainedExecution[];
  deltas: readonly { version: number; executionId: string; diff: readonly DiffEntry[]; at: string }[];
  checkpoints: readonly { version: number; components: { [componentId: string]: JsonObject }; checksum: string; at: string }[];
  components: readonly { componentId: string; version: number; state: JsonObject }[];
  ledger: readonly { seq: number; executionId: string; actionId: string; cost: number; actionCost: number; projectTotal: number; successTotal: number; at: string }[];
  effects: readonly { effectId: string; executionId: string; ordinal: number; kind: string; request: JsonObject; at: string }[];
  events: readonly { seq: number; event: ProjectEvent }[];
};

const EXECUTION_COLUMNS = `project_id, seq, execution_id, attempt_id, request_id, user_id, trigger, mode, action_id, intent, status, message, error,
  error_code, diff, state_version, state_hashes, policy_version, cost, duration_ms, trace, approval_id, plan_id, turn_id, workflow_id, rate_seq,
  created_at, key_id, previous_hash, hash, retry_of`;

/**
 * One parameter a table, each a JSON array of rows under the names of the columns: however many rows there are, it is the
 * same statement, which connections keep prepared. An action's running total goes on from its newest entry before this
 * commit; the row brings what this commit adds to it.
 */
const WRITE = `
  with executions as (
    insert into execution (${EXECUTION_COLUMNS}) select ${EXECUTION_COLUMNS} from jsonb_populate_recordset(null::execution, $2)),
  deltas as (
    insert into state_delta (project_id, version, execution_id, diff, at)
      select project_id, version, execution_id, diff, at from jsonb_populate_recordset(null::state_delta, $3)),
  checkpoints as (
    insert into state_checkpoint (project_id, version, components, checksum, at)
      select project_id, version, components, checksum, at from jsonb_populate_recordset(null::state_checkpoint, $4)),
  components as (
    insert into component_state (project_id, component_id, version, state)
      select project_id, component_id, version, state from jsonb_populate_recordset(null::component_state, $5)
      on conflict (project_id, component_id) do update set version = excluded.version, state = excluded.state),
  ledger as (
    insert into budget_entry (project_id, seq, execution_id, action_id, cost, project_total, action_total, success_total, at)
      select n.project_id, n.seq, n.execution_id, n.action_id, n.cost, n.project_total,
        round((coalesce((select b.action_total from budget_entry b
          where b.project_id = n.project_id and b.action_id = n.action_id order by b.at desc, b.seq desc limit 1), 0) + n.action_total)::numeric, 6),
        n.success_total, n.at
      from jsonb_populate_recordset(null::budget_entry, $6) n),
  effects as (
    insert into outbox (effect_id, project_id, execution_id, ordinal, kind, request, status, created_at)
      select effect_id, project_id, execution_id, ordinal, kind, request, 'pending', created_at from jsonb_populate_recordset(null::outbox, $7)),
  events as (
    insert into event (project_id, seq, type, user_id, data, at)
      select project_id, seq, type, user_id, data, at from jsonb_populate_recordset(null::event, $8))
  update project_head h set version = n.version, at = n.at, chain_seq = n.chain_seq, chain_hash = n.chain_hash, event_seq = n.event_seq,
    rate_seq = n.rate_seq, ledger_seq = n.ledger_seq, spent_total = n.spent_total, success_total = n.success_total
  from jsonb_populate_recordset(null::project_head, $1) n where h.project_id = n.project_id`;

/** Writes what several projects commit together, in one statement; the caller holds their heads. */
export async function writeCommits(sql: Sql, commits: readonly CommitRows[]): Promise<void> {
  const tables = [
    commits.map(({ head }) => headRow(head)),
    commits.flatMap(({ executions }) => executions.map(executionRow)),
    rowsOf(commits, ({ deltas }) => deltas.map(({ version, executionId, diff, at }) => ({ version, execution_id: executionId, diff, at }))),
    rowsOf(commits, ({ checkpoints }) => checkpoints),
    rowsOf(commits, ({ components }) => components.map(({ componentId, version, state }) => ({ component_id: componentId, version, state }))),
    rowsOf(commits, ({ ledger }) => ledger.map(ledgerRow)),
    rowsOf(commits, ({ effects }) => effects.map(effectRow)),
    rowsOf(commits, ({ events }) => events.map(({ seq, event }) => ({ seq, type: event.type, user_id: audienceOf(event), data: event.data, at: event.at }))),
  ];
  await sql(WRITE, tables.map((rows) => JSON.stringify(rows)));
}

/** Each commit's rows of one table, under its project. */
function rowsOf(commits: readonly CommitRows[], of: (commit: CommitRows) => readonly object[]): object[] {
  return commits.flatMap((commit) => of(commit).map((row) => ({ project_id: commit.head.projectId, ...row })));
}

function headRow(head: Head): object {
  const { projectId, version, at, chainSeq, chainHash, eventSeq, rateSeq, ledgerSeq, spentTotal, successTotal } = head;
  const chain = { chain_seq: chainSeq, chain_hash: chainHash };
  const totals = { event_seq: eventSeq, rate_seq: rateSeq, ledger_seq: ledgerSeq, spent_total: spentTotal, success_total: successTotal };
  return { project_id: projectId, version, at: new Date(at).toISOString(), ...chain, ...totals };
}

function executionRow(row: ChainedExecution): object {
  return {
    ...{ project_id: row.projectId, seq: row.seq, execution_id: row.executionId, attempt_id: row.attemptId, request_id: row.requestId },
    ...{ user_id: row.userId, trigger: row.trigger, mode: row.mode, action_id: row.actionId, intent: row.intent, status: row.status },
    ...{ message: row.message, error: row.error, error_code: row.errorCode, diff: row.diff, state_version: row.stateVersion },
    ...{ state_hashes: row.stateHashes, policy_version: row.policyVersion, cost: row.cost, duration_ms: row.durationMs, trace: row.trace },
    ...{ approval_id: row.approvalId, plan_id: row.planId, turn_id: row.turnId, workflow_id: row.workflowId, rate_seq: row.rateSeq },
    ...{ created_at: row.createdAt, key_id: row.keyId, previous_hash: row.previousHash, hash: row.hash, retry_of: row.retryOf },
  };
}

function ledgerRow({ seq, executionId, actionId, cost, projectTotal, actionCost, successTotal, at }: CommitRows['ledger'][number]): object {
  return { seq, execution_id: executionId, action_id: actionId, cost, project_total: projectTotal, action_total: actionCost, success_total: successTotal, at };
}

function effectRow({ effectId, executionId, ordinal, kind, request, at }: CommitRows['effects'][number]): object {
  return { effect_id: effectId, execution_id: executionId, ordinal, kind, request, created_at: at };
}

/** Turn events are for their author only; null is everybody in the project. */
function audienceOf(event: ProjectEvent): string | null {
  return event.type === 'turn.updated' ? event.data.userId : null;
}
