import type { Closing, Grant } from '../approval/grant.ts';
import { movedReads } from '../approval/read-set.ts';
import { type AttemptList, closed, decideAttempts, factsFor, type Settled } from '../execution/decide-attempts.ts';
import { type Outcome, runIntent } from '../execution/run-intent.ts';
import { suggestWithin } from '../suggest/with-suggestion.ts';
import { askForPlan } from './ask-for-plan.ts';
import { fold } from './fold.ts';
import { rollBack } from './roll-back.ts';
import { stayInside } from './stay-inside.ts';
import type { TriedStep } from './tried-step.ts';

/**
 * Decides the steps of one plan that stand and fall together: all of them are successes, or the state stays as it is. A
 * step that is refused or fails rolls the others back, and each is recorded once. A step that is held holds the whole plan
 * with one request; once people have allowed it, everything is decided anew.
 */
export function decideTogether(list: AttemptList): Settled {
  const held = list.attempts.findIndex(({ attemptId }) => list.grants?.[attemptId]);
  const grant = list.grants?.[list.attempts[held]?.attemptId ?? ''] ?? null;
  if (isAnswered(list, grant)) return decideAttempts({ ...list, grants: {}, attempts: list.attempts.filter(({ attemptId }) => list.recorded.some((known) => known.attemptId === attemptId)) });

  const closing = closingOf(list, grant);
  const tried = trySteps(list, grant, closing);
  const broken = tried.findIndex(({ outcome: { status } }) => status === 'rejected' || status === 'failed');
  const firstHeld = tried.findIndex(({ outcome: { status } }) => status === 'pending_approval');
  if (broken < 0 && firstHeld >= 0) return holdPlan(list, tried, held < 0 ? firstHeld : held);
  const final = broken < 0 ? tried : rollBack(tried, broken, closing !== null);
  return decideAttempts({ ...list, decided: Object.fromEntries(final.map(({ attempt, outcome }) => [attempt.attemptId, outcome])) });
}

/** Whether there is nothing to decide: it is recorded what came of the plan, it waits, or it does not run any more. */
function isAnswered({ attempts, recorded, runningPlanIds }: AttemptList, grant: Grant | null): boolean {
  const newest = attempts.map(({ attemptId }) => recorded.find((known) => known.attemptId === attemptId));
  if (grant) return newest.every((known) => known?.executionId !== (grant.newestExecutionId ?? grant.heldExecutionId));
  return newest.some((known) => known !== undefined) || attempts.some(({ planId }) => planId === null || !runningPlanIds.includes(planId));
}

/** Tries every step on what the ones before it would leave; a refused one leaves everything as it was. */
function trySteps(list: AttemptList, grant: Grant | null, closing: Closing | null): TriedStep[] {
  const { gathering } = list;
  let before = list.start;
  return list.attempts.map((attempt) => {
    const facts = { ...factsFor(list, attempt, before), isGranted: grant?.verdict === 'allow' };
    const outcome: Outcome = closing ? closed(facts, closing) : suggestWithin(list, stayInside(runIntent(facts, gathering.footprint)), facts);
    before = fold(before, outcome, gathering.policy);
    return { attempt, facts, outcome };
  });
}

/** Why a plan that waited is not run; null where it is decided. */
function closingOf({ gathering, start }: AttemptList, grant: Grant | null): Closing | null {
  if (grant === null || grant.verdict === 'again') return null;
  if (grant.verdict !== 'allow') return grant.verdict;
  const isMoved = gathering.head.policyVersion !== grant.policyVersion || movedReads(grant.reads, start.state).length > 0;
  return isMoved ? 'approval_stale' : null;
}

/** One row waits in the name of all steps, with everything that any of them is held for. */
function holdPlan(list: AttemptList, tried: readonly TriedStep[], index: number): Settled {
  const [step] = tried.slice(index);
  if (!step) throw new TypeError('A plan that waits has a step that is held.');
  const holds = tried.flatMap(({ outcome }) => outcome.holds);
  const message = `The plan waits for approval. ${[...new Set(holds.map(({ text }) => text))].join(' ')}`;
  const waiting: Outcome = { ...step.outcome, status: 'pending_approval', holds, message };
  const settled = decideAttempts({ ...list, attempts: [step.attempt], decided: { [step.attempt.attemptId]: waiting } });
  return { ...settled, approvals: settled.approvals.map((approval) => askForPlan(approval, list, tried)) };
}
