import type { Role } from '../../contract/project.ts';
import type { ActionDeclaration, Components } from '../action.ts';
import { resolveAction } from '../catalog.ts';
import type { EngineSettings, Facts } from '../facts.ts';
import { fold, type Fold } from '../plan/fold.ts';
import type { Attempt } from './attempt.ts';
import { duplicateOutcome } from './duplicate.ts';
import type { Gathering } from './gather.ts';
import type { Head } from './head.ts';
import { type Outcome, runIntent } from './run-intent.ts';
import { type Pens, type WriteUp, writeUp } from './write-up.ts';

/** An execution that is recorded already. */
export type Recorded = { readonly requestId: string; readonly attemptId: string; readonly executionId: string; readonly status: Answer['status'] };

/** What one attempt is answered with. */
export type Answer = { attemptId: string; executionId: string; status: 'success' | 'rejected' | 'failed' | 'pending_approval' };

export type AttemptList = {
  readonly gathering: Gathering;
  readonly attempts: readonly Attempt[];
  readonly roles: { readonly [userId: string]: Role };
  /** Newest first. */
  readonly recorded: readonly Recorded[];
  /** The plans that still run; a step of any other is left out, because cancelling always wins. */
  readonly runningPlanIds: readonly string[];
  readonly start: Fold;
  readonly engine: EngineSettings;
  readonly elapsed: () => number;
  readonly checkpointEvery: number;
  readonly pens: Pens;
};

/** A version whose whole state is stored. */
export type Checkpoint = { version: number; state: Components; at: number };

export type Settled = {
  answers: Answer[];
  writeUps: WriteUp[];
  head: Head;
  state: Components;
  /** Every component that changed, with the version of its newest change. */
  changed: { [componentId: string]: number };
  checkpoints: Checkpoint[];
};

/**
 * Decides attempts one after another, each on what the ones before it left. An attempt that is recorded is answered from
 * its record; a request id that stands for something else is refused as a duplicate and recorded under an id of its own.
 */
export function decideAttempts(list: AttemptList): Settled {
  let before = list.start;
  const settled: Settled = { answers: [], writeUps: [], head: list.gathering.head, state: before.state, changed: {}, checkpoints: [] };
  const recorded = [...list.recorded];
  for (const attempt of list.attempts) {
    const known = recorded.find(({ attemptId }) => attemptId === attempt.attemptId);
    if (known) {
      settled.answers.push({ attemptId: known.attemptId, executionId: known.executionId, status: known.status });
      continue;
    }
    if (attempt.planId !== null && !list.runningPlanIds.includes(attempt.planId)) continue;
    const taken = recorded.some(({ requestId }) => requestId === attempt.requestId);
    const { written, outcome } = settleOne(list, attempt, taken, before, settled.head);
    before = fold(before, outcome, list.gathering.policy);
    const { executionId } = written.execution;
    recorded.push({ requestId: attempt.requestId, attemptId: attempt.attemptId, executionId, status: outcome.status });
    settled.answers.push({ attemptId: attempt.attemptId, executionId, status: outcome.status });
    settled.writeUps.push(written);
    settled.head = written.head;
    settled.state = before.state;
    for (const componentId of Object.keys(outcome.changed)) settled.changed[componentId] = written.head.version;
    if (written.delta && written.head.version % list.checkpointEvery === 0) {
      settled.checkpoints.push({ version: written.head.version, state: before.state, at: written.head.at });
    }
  }
  return settled;
}

function settleOne(list: AttemptList, attempt: Attempt, taken: boolean, before: Fold, head: Head): { written: WriteUp; outcome: Outcome } {
  const { gathering, elapsed, pens } = list;
  const startedAt = elapsed();
  const action = resolveAction(gathering.catalog, attempt.intent.actionId);
  const outcome = taken ? duplicateOutcome(attempt, action) : runIntent(factsFor(list, attempt, action, before), gathering.footprint);
  const durationMs = elapsed() - startedAt;
  const named = taken ? { ...attempt, requestId: pens.mintId() } : attempt;
  return { outcome, written: writeUp({ head, attempt: named, outcome, inputSchema: action?.inputSchema, now: gathering.now, durationMs }, pens) };
}

function factsFor(list: AttemptList, attempt: Attempt, action: ActionDeclaration | undefined, before: Fold): Facts {
  const { gathering, roles, engine, elapsed } = list;
  return {
    now: Math.max(gathering.now, gathering.head.at),
    project: { status: gathering.head.status },
    isBroken: gathering.head.isBroken,
    caller: { userId: attempt.userId, role: roles[attempt.userId] ?? null },
    intent: { ...attempt.intent, mode: attempt.mode, confirmed: attempt.confirmed },
    action,
    state: before.state,
    policy: gathering.policy,
    usage: before.usage,
    engine,
    elapsed,
  };
}
