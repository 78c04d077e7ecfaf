import type { Components } from '../action.ts';
import { askPeople } from '../approval/ask-people.ts';
import type { NewApproval } from '../approval/ask.ts';
import { type Closing, closingError, type Grant } from '../approval/grant.ts';
import { movedReads } from '../approval/read-set.ts';
import { versionedId } from '../catalog.ts';
import { skippedAfter } from '../decide.ts';
import type { Caller, EngineSettings, Facts } from '../facts.ts';
import { recordSchema } from '../memory/record-schema.ts';
import { fold, type Fold } from '../plan/fold.ts';
import type { SearchBudget } from '../suggest/search-budget.ts';
import { suggestWithin } from '../suggest/with-suggestion.ts';
import type { Attempt } from './attempt.ts';
import { duplicateOutcome } from './duplicate.ts';
import { factsFrom } from './facts-from.ts';
import type { Gathering } from './gather.ts';
import type { Head } from './head.ts';
import { type Outcome, runIntent } from './run-intent.ts';
import { type Pens, type WriteUp, writeUp } from './write-up.ts';

/** An execution that is recorded already. */
export type Recorded = { readonly requestId: string; readonly attemptId: string; readonly executionId: string; readonly status: Answer['status']; readonly approvalId?: string | null };

/** What one attempt is answered with; `approvalId` is what it waits for, or was allowed by. */
export type Answer = { attemptId: string; executionId: string; status: 'success' | 'rejected' | 'failed' | 'pending_approval'; approvalId: string | null };

export type AttemptList = {
  readonly gathering: Gathering;
  readonly attempts: readonly Attempt[];
  readonly callers: { readonly [userId: string]: Caller };
  /** What is to become of attempts that wait, by attempt id. */
  readonly grants?: { readonly [attemptId: string]: Grant };
  /** What attempts that stand and fall together were found to come to, by attempt id; these are written up and not decided again. */
  readonly decided?: { readonly [attemptId: string]: Outcome };
  /** Newest first. */
  readonly recorded: readonly Recorded[];
  /** The plans that still run; a step of any other is left out, because cancelling always wins, unless people decide on it now. */
  readonly runningPlanIds: readonly string[];
  readonly start: Fold;
  /** What may be spent on finding what to do first, where a precondition fails; only on a `start` that holds the whole state. */
  readonly search?: SearchBudget;
  readonly engine: EngineSettings;
  readonly elapsed: () => number;
  readonly checkpointEvery: number;
  readonly pens: Pens;
};

/** A version whose whole state is stored. */
export type Checkpoint = { version: number; state: Components; at: number };

export type Settled = {
  answers: Answer[];
  /** Attempts that demanded another version of the state; nothing of them is recorded. */
  staleIds: string[];
  writeUps: WriteUp[];
  head: Head;
  state: Components;
  /** Every component that changed, with the version of its newest change. */
  changed: { [componentId: string]: number };
  checkpoints: Checkpoint[];
  /** What people are asked now. */
  approvals: NewApproval[];
};

/**
 * Decides attempts one after another, each on what the ones before it left. An attempt that is recorded is answered from
 * its record; a request id that stands for something else is refused as a duplicate and recorded under an id of its own;
 * one that demands another version of the state than it meets leaves nothing.
 * Behind a step of a plan that is no success the later ones of the same plan are left out.
 */
export function decideAttempts(list: AttemptList): Settled {
  let before = list.start;
  const settled: Settled = { answers: [], staleIds: [], writeUps: [], head: list.gathering.head, state: before.state, changed: {}, checkpoints: [], approvals: [] };
  const recorded = [...list.recorded];
  const stoppedPlanIds = new Set<string | null>();
  for (const attempt of list.attempts) {
    if (attempt.planId !== null && stoppedPlanIds.has(attempt.planId)) continue;
    const known = recorded.find(({ attemptId }) => attemptId === attempt.attemptId);
    const grant = list.grants?.[attempt.attemptId];
    const decided = list.decided?.[attempt.attemptId];
    if (known && !decided && known.executionId !== (grant?.newestExecutionId ?? grant?.heldExecutionId)) {
      settled.answers.push({ attemptId: known.attemptId, executionId: known.executionId, status: known.status, approvalId: known.approvalId ?? null });
      if (known.status !== 'success') stoppedPlanIds.add(attempt.planId);
      continue;
    }
    if (attempt.planId !== null && !grant && !decided && !list.runningPlanIds.includes(attempt.planId)) continue;
    if (!known && isStale(attempt, settled.head)) {
      settled.staleIds.push(attempt.attemptId);
      continue;
    }
    const taken = recorded.some(({ requestId, attemptId }) => requestId === attempt.requestId && attemptId !== attempt.attemptId);
    const { written, outcome, approval } = settleOne(list, attempt, taken, before, settled.head);
    before = fold(before, outcome, list.gathering.policy);
    if (outcome.status !== 'success' && !decided) stoppedPlanIds.add(attempt.planId);
    const { executionId, approvalId } = written.execution;
    recorded.unshift({ requestId: attempt.requestId, attemptId: attempt.attemptId, executionId, status: outcome.status, approvalId });
    settled.answers.push({ attemptId: attempt.attemptId, executionId, status: outcome.status, approvalId });
    settled.writeUps.push(written);
    if (approval) settled.approvals.push(approval);
    settled.head = written.head;
    settled.state = before.state;
    for (const componentId of Object.keys(outcome.changed)) settled.changed[componentId] = written.head.version;
    if (written.delta && written.head.version % list.checkpointEvery === 0) {
      settled.checkpoints.push({ version: written.head.version, state: before.state, at: written.head.at });
    }
  }
  return settled;
}

/** Whether an attempt demands another version of the state than it meets. */
const isStale = ({ demandedVersion = null }: Attempt, { version }: Head): boolean => demandedVersion !== null && demandedVersion !== version;

type SettledOne = { written: WriteUp; outcome: Outcome; approval: NewApproval | null };

function settleOne(list: AttemptList, attempt: Attempt, taken: boolean, before: Fold, head: Head): SettledOne {
  const { gathering, elapsed, pens } = list;
  const startedAt = elapsed();
  const facts = factsFor(list, attempt, before);
  const { action } = facts;
  const grant = list.grants?.[attempt.attemptId] ?? null;
  const decided = list.decided?.[attempt.attemptId];
  const foreseen = decided ?? (taken ? duplicateOutcome(attempt, action) : outcomeOf(facts, grant, gathering));
  const durationMs = decided ? decided.trace.reduce((sum, { ms }) => sum + ms, 0) : elapsed() - startedAt;
  const isHeld = foreseen.status === 'pending_approval';
  const outcome: Outcome = isHeld ? { ...foreseen, cost: 0, diff: [], changed: {}, effects: [] } : suggestWithin(list, foreseen, facts);
  const named = taken ? { ...attempt, requestId: pens.mintId() } : attempt;
  const approvalId = isHeld ? pens.mintId() : (grant?.approvalId ?? null);
  const retryOf = grant?.heldExecutionId ?? null;
  const written = writeUp({ head, attempt: named, outcome, approvalId, retryOf, inputSchema: recordSchema(attempt.intent.actionId, action), now: gathering.now, durationMs }, pens);
  const asking = { attempt: named, facts, outcome: foreseen, waiting: written.execution, policyVersion: gathering.head.policyVersion, footprint: gathering.footprint };
  return { outcome, written, approval: isHeld ? askPeople(asking, pens) : null };
}

/** An attempt that people have allowed is decided anew, unless what they saw has moved since; one that is closed is refused. */
function outcomeOf(facts: Facts, grant: Grant | null, { footprint, head }: Gathering): Outcome {
  if (grant === null || grant.verdict === 'again') return runIntent(facts, footprint);
  if (grant.verdict !== 'allow') return closed(facts, grant.verdict);
  const isMoved = head.policyVersion !== grant.policyVersion || movedReads(grant.reads, facts.state).length > 0;
  return isMoved ? closed(facts, 'approval_stale') : runIntent({ ...facts, isGranted: true }, footprint);
}

/** What comes of a request that people, or time, have closed. */
export function closed({ action, intent }: Facts, code: Closing): Outcome {
  const error = closingError(code);
  const actionId = action ? versionedId(action) : intent.actionId;
  const trace = skippedAfter(0).map((entry) => (entry.gate === 'approval' ? { ...entry, verdict: 'refuse' as const, reason: error.detail } : entry));
  return { status: 'rejected', actionId, inputs: intent.inputs, message: error.detail, error, trace, cost: 0, diff: [], changed: {}, effects: [], holds: [] };
}

/** What the gates may know of an attempt that meets what the ones before it left. */
export function factsFor(list: AttemptList, attempt: Attempt, before: Fold): Facts {
  const { gathering, callers } = list;
  const now = Math.max(gathering.now, gathering.head.at);
  const intent = { ...attempt.intent, mode: attempt.mode, confirmed: attempt.confirmed };
  return factsFrom({ ...list, gathering: { ...gathering, now }, caller: callers[attempt.userId] ?? strangerOf(attempt.userId), intent, before });
}

/** Somebody who does not belong to the project, or no more. */
export function strangerOf(userId: string): Caller {
  return { userId, role: null, email: null, name: null, organization: null, claims: {} };
}
