import type { Execution } from '../../contract/execution.ts';
import type { ProjectEvent } from '../../contract/event.ts';
import type { Json, JsonObject } from '../../contract/json.ts';
import type { DiffEntry, EffectRequest } from '../../contract/execution.ts';
import { roundUnits } from '../budget/units.ts';
import type { FactChange } from '../memory/fact-change.ts';
import { canonicalText } from '../state/canonical.ts';
import type { Attempt } from './attempt.ts';
import type { Head } from './head.ts';
import { redactionFor } from './redact.ts';
import type { Outcome } from './run-intent.ts';

/** What the write-up cannot know by itself. `mac` is keyed; `keyId` names its key. */
export type Pens = {
  readonly mintId: () => string;
  readonly mac: (text: string) => string;
  readonly sha256: (text: string) => string;
  readonly keyId: string;
};

/** A recorded execution with its place in the audit chain. */
export type ChainedExecution = Execution & {
  executionId: string;
  seq: number;
  attemptId: string;
  errorCode: string | null;
  stateHashes: { [componentId: string]: string };
  policyVersion: number;
  rateSeq: number | null;
  keyId: string;
  previousHash: string;
  hash: string;
};

export type LedgerEntry = { seq: number; actionId: string; cost: number; projectTotal: number; successTotal: number };

/** Everything that one attempt leaves in the database, numbered and ready to be written together. */
export type WriteUp = {
  head: Head;
  execution: ChainedExecution;
  /** The unredacted diff of a new version, null where the state did not move. */
  delta: { version: number; diff: DiffEntry[] } | null;
  ledger: LedgerEntry | null;
  effects: (EffectRequest & { effectId: string })[];
  events: { seq: number; event: ProjectEvent }[];
  /** What a success makes of the caller's memory, in plain; it goes nowhere but there. */
  fact: FactChange | null;
};

export type WriteUpInput = {
  head: Head;
  attempt: Attempt;
  outcome: Outcome;
  /** The approval that it waits for or comes from, and the row that waited. */
  approvalId: string | null;
  retryOf: string | null;
  inputSchema: JsonObject | undefined;
  now: number;
  durationMs: number;
};

/** Words one outcome as rows: moves the head, redacts, numbers, and links the execution into the chain. */
export function writeUp({ head, attempt, outcome, approvalId, retryOf, inputSchema, now, durationMs }: WriteUpInput, pens: Pens): WriteUp {
  const at = Math.max(now, head.at);
  const moved = outcome.diff.length > 0;
  const counted = outcome.status !== 'rejected' && (retryOf === null || outcome.status === 'pending_approval');
  const succeeded = outcome.status === 'success';
  const next: Head = {
    ...head,
    at,
    version: head.version + (moved ? 1 : 0),
    chainSeq: head.chainSeq + 1,
    eventSeq: head.eventSeq + (moved ? 2 : 1),
    rateSeq: head.rateSeq + (counted ? 1 : 0),
    ledgerSeq: head.ledgerSeq + (succeeded ? 1 : 0),
    spentTotal: roundUnits(head.spentTotal + outcome.cost),
    successTotal: head.successTotal + (succeeded ? 1 : 0),
  };
  const execution = describe({ next, attempt, outcome, approvalId, retryOf, inputSchema, at, durationMs, counted }, pens);
  const chained = { ...execution, keyId: pens.keyId, previousHash: head.chainHash };
  const hash = pens.mac(chainText(chained));
  return {
    head: { ...next, chainHash: hash },
    execution: { ...chained, hash },
    delta: moved ? { version: next.version, diff: outcome.diff } : null,
    ledger: succeeded ? ledgerEntry(next, outcome) : null,
    effects: outcome.effects.map((effect) => ({ ...effect, effectId: pens.mintId() })),
    events: eventsOf(head.eventSeq, { ...chained, hash }, moved),
    fact: succeeded ? (outcome.fact ?? null) : null,
  };
}

type Described = Omit<WriteUpInput, 'head' | 'now'> & { next: Head; at: number; counted: boolean };

function describe({ next, attempt, outcome, approvalId, retryOf, inputSchema, at, durationMs, counted }: Described, pens: Pens) {
  const redaction = redactionFor(inputSchema, outcome.inputs, pens.mac);
  const { projectId, userId, requestId, trigger, mode, confirmed, planId, turnId, workflowId, attemptId } = attempt;
  const error = outcome.error && { ...outcome.error, detail: redaction.text(outcome.error.detail) };
  return {
    seq: next.chainSeq,
    executionId: pens.mintId(),
    attemptId,
    requestId,
    projectId,
    userId,
    trigger,
    mode,
    actionId: outcome.actionId,
    intent: { ...attempt.intent, inputs: redaction.inputs(outcome.inputs), mode, confirmed },
    status: outcome.status,
    message: redaction.text(outcome.message),
    error,
    errorCode: error?.code ?? null,
    diff: redaction.diff(outcome.diff),
    stateVersion: next.version,
    stateHashes: mapHashes(outcome.changed, pens),
    policyVersion: next.policyVersion,
    cost: outcome.cost,
    durationMs: Math.round(durationMs * 1_000) / 1_000,
    simulated: false,
    trace: outcome.trace.map((entry) => (entry.reason === undefined ? entry : { ...entry, reason: redaction.text(entry.reason) })),
    approvalId,
    retryOf,
    planId,
    turnId,
    workflowId,
    rateSeq: counted ? next.rateSeq : null,
    createdAt: new Date(at).toISOString(),
  };
}

/**
 * The text that the chain's HMAC covers: every column of the row but the hash itself, with the hash of the row before.
 * `retryOf` is part of it only where it says something: the rows of the first release were hashed without it.
 */
export function chainText({ retryOf, ...row }: Omit<ChainedExecution, 'hash'>): string {
  return canonicalText(plainJson(retryOf === null ? row : { ...row, retryOf }));
}

function plainJson(row: object): Json {
  return Object.fromEntries(Object.entries(row));
}

function mapHashes(changed: Outcome['changed'], pens: Pens): { [componentId: string]: string } {
  return Object.fromEntries(Object.entries(changed).map(([id, state]) => [id, pens.sha256(canonicalText(state))]));
}

function ledgerEntry(next: Head, outcome: Outcome): LedgerEntry {
  const actionId = outcome.actionId.split('@')[0] ?? outcome.actionId;
  return { seq: next.ledgerSeq, actionId, cost: outcome.cost, projectTotal: next.spentTotal, successTotal: next.successTotal };
}

function eventsOf(eventSeq: number, execution: ChainedExecution, moved: boolean): WriteUp['events'] {
  const { projectId, executionId, createdAt: at, diff, stateVersion } = execution;
  const recorded: ProjectEvent = { type: 'execution.recorded', projectId, at, data: wireExecution(execution) };
  const changed: ProjectEvent = { type: 'state.changed', projectId, at, data: { version: stateVersion, executionId, diff } };
  return [{ seq: eventSeq + 1, event: recorded }, ...(moved ? [{ seq: eventSeq + 2, event: changed }] : [])];
}

/** An execution as the stream carries it: without its trace and without the columns of the chain. */
function wireExecution(execution: ChainedExecution): Omit<Execution, 'trace'> {
  const { trace: _t, seq: _s, attemptId: _a, errorCode: _e, stateHashes: _h, policyVersion: _p, rateSeq: _r, ...rest } = execution;
  const { keyId: _k, previousHash: _b, hash: _c, ...wire } = rest;
  return wire;
}
