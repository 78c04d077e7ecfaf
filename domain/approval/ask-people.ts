import type { ChainedExecution, Pens } from '../execution/write-up.ts';
import type { Facts } from '../facts.ts';
import type { Footprint } from '../footprint.ts';
import type { ActionDeclaration } from '../action.ts';
import type { Attempt } from '../execution/attempt.ts';
import { redactionFor } from '../execution/redact.ts';
import type { Outcome } from '../execution/run-intent.ts';
import { type NewApproval, askOfHolds } from './ask.ts';
import { digestText } from './digest-text.ts';
import { readSet } from './read-set.ts';

/** What the request is made of: who asks for what, what it would come to, and the row that now waits. */
export type Asking = {
  readonly attempt: Attempt;
  readonly facts: Facts;
  readonly outcome: Outcome;
  readonly waiting: ChainedExecution;
  readonly policyVersion: number;
  readonly footprint: (action: ActionDeclaration) => Footprint;
};

/** Lays out the approval of one intent, bound to what its decision has read. */
export function askPeople({ attempt, facts, outcome, waiting, policyVersion, footprint }: Asking, pens: Pens): NewApproval {
  const { action, state, rulebook } = facts;
  if (!action) throw new TypeError('An unknown action cannot wait for people.');
  const reads = readSet({ action, footprint: footprint(action), rulebook, state, diff: outcome.diff });
  const redaction = redactionFor(action.inputSchema, outcome.inputs, pens.mac);
  const { expiresAfterMs, ...asked } = askOfHolds(outcome.holds);
  return {
    ...asked,
    approvalId: waiting.approvalId ?? pens.mintId(),
    projectId: attempt.projectId,
    executionId: waiting.executionId,
    attemptId: attempt.attemptId,
    planId: null,
    turnId: attempt.turnId,
    requestedBy: attempt.userId,
    intent: waiting.intent,
    steps: null,
    diff: redaction.diff(outcome.diff),
    effects: outcome.effects.map((effect) => ({ ...effect, request: redaction.inputs(effect.request) })),
    cost: outcome.cost,
    digest: pens.mac(digestText({ intents: [attempt.intent], actions: [action], policyVersion, reads })),
    reads,
    policyVersion,
    retryOf: waiting.retryOf,
    expiresAt: new Date(Date.parse(waiting.createdAt) + expiresAfterMs).toISOString(),
    createdAt: waiting.createdAt,
  };
}
