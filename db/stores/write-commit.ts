import type { ProjectEvent } from '../../contract/event.ts';
import type { DiffEntry } from '../../contract/execution.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { ChainedExecution } from '../../domain/execution/write-up.ts';
import type { Head } from '../../domain/execution/head.ts';
import type { Sql } from '../database.ts';
import { type CommitPart, type CommitTable, createCommitTexts } from './commit-texts.ts';

/** Everything that one commit writes; rows of a kind are in order. */
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

const MOVE_HEAD = `
  update project_head set version = $2, at = $3, chain_seq = $4, chain_hash = $5, event_seq = $6, rate_seq = $7,
    ledger_seq = $8, spent_total = $9, success_total = $10
  where project_id = $1`;

const EXECUTION: CommitTable = {
  name: 'execution',
  columns: [
    ...['project_id', 'seq', 'execution_id', 'attempt_id', 'request_id', 'user_id', 'trigger', 'mode', 'action_id', 'intent', 'status', 'message', 'error'],
    ...['error_code', 'diff', 'state_version', 'state_hashes', 'policy_version', 'cost', 'duration_ms', 'trace', 'approval_id', 'plan_id', 'turn_id'],
    ...['workflow_id', 'rate_seq', 'created_at', 'key_id', 'previous_hash', 'hash', 'retry_of'],
  ],
};
const DELTA: CommitTable = { name: 'state_delta', columns: ['project_id', 'version', 'execution_id', 'diff', 'at'] };
const CHECKPOINT: CommitTable = { name: 'state_checkpoint', columns: ['project_id', 'version', 'components', 'checksum', 'at'] };
const COMPONENT: CommitTable = {
  name: 'component_state',
  columns: ['project_id', 'component_id', 'version', 'state'],
  onConflict: 'on conflict (project_id, component_id) do update set version = excluded.version, state = excluded.state',
};
/** An action's running total goes on from its newest entry before this commit; what this commit adds to it comes as the parameter. */
const LEDGER: CommitTable = {
  name: 'budget_entry',
  columns: ['project_id', 'seq', 'execution_id', 'action_id', 'cost', 'project_total', 'action_total', 'success_total', 'at'],
  written: {
    action_total:
      'round((coalesce((select b.action_total from budget_entry b where b.project_id = {project_id} and b.action_id = {action_id} order by b.at desc, b.seq desc limit 1), 0) + {action_total})::numeric, 6)',
  },
};
const EFFECT: CommitTable = { name: 'outbox', columns: ['effect_id', 'project_id', 'execution_id', 'ordinal', 'kind', 'request', 'status', 'created_at'] };
const EVENT: CommitTable = { name: 'event', columns: ['project_id', 'seq', 'type', 'user_id', 'data', 'at'] };

const commitText = createCommitTexts({ text: MOVE_HEAD, parameters: 10 });

/** Writes a whole commit in one statement; the caller holds the head's lock. */
export async function writeCommit(sql: Sql, rows: CommitRows): Promise<void> {
  const { head } = rows;
  const parts = partsOf(rows).filter((part) => part.rows.length > 0);
  await sql(commitText(parts), [
    ...[head.projectId, head.version, new Date(head.at), head.chainSeq, head.chainHash, head.eventSeq, head.rateSeq],
    ...[head.ledgerSeq, head.spentTotal, head.successTotal],
    ...parts.flatMap((part) => part.rows.flat()),
  ]);
}

function partsOf({ head: { projectId }, executions, deltas, checkpoints, components, ledger, effects, events }: CommitRows): CommitPart[] {
  return [
    { table: EXECUTION, rows: executions.map(executionRow) },
    { table: DELTA, rows: deltas.map((delta) => [projectId, delta.version, delta.executionId, JSON.stringify(delta.diff), delta.at]) },
    { table: CHECKPOINT, rows: checkpoints.map((point) => [projectId, point.version, JSON.stringify(point.components), point.checksum, point.at]) },
    { table: COMPONENT, rows: components.map(({ componentId, version, state }) => [projectId, componentId, version, JSON.stringify(state)]) },
    { table: LEDGER, rows: ledger.map((entry) => [projectId, entry.seq, entry.executionId, entry.actionId, entry.cost, entry.projectTotal, entry.actionCost, entry.successTotal, entry.at]) },
    { table: EFFECT, rows: effects.map((effect) => [effect.effectId, projectId, effect.executionId, effect.ordinal, effect.kind, JSON.stringify(effect.request), 'pending', effect.at]) },
    { table: EVENT, rows: events.map(({ seq, event }) => [projectId, seq, event.type, audienceOf(event), JSON.stringify(event.data), event.at]) },
  ];
}

function executionRow(row: ChainedExecution): unknown[] {
  return [
    ...[row.projectId, row.seq, row.executionId, row.attemptId, row.requestId, row.userId, row.trigger, row.mode, row.actionId, JSON.stringify(row.intent)],
    ...[row.status, row.message, row.error && JSON.stringify(row.error), row.errorCode, JSON.stringify(row.diff), row.stateVersion, JSON.stringify(row.stateHashes)],
    ...[row.policyVersion, row.cost, row.durationMs, JSON.stringify(row.trace), row.approvalId, row.planId, row.turnId, row.workflowId, row.rateSeq],
    ...[row.createdAt, row.keyId, row.previousHash, row.hash, row.retryOf],
  ];
}

/** Turn events are for their author only; null is everybody in the project. */
function audienceOf(event: ProjectEvent): string | null {
  return event.type === 'turn.updated' ? event.data.userId : null;
}
