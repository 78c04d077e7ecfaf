import type { ApprovalNeed, DiffEntry, SimulatedExecution, Trigger } from '../../contract/execution.ts';
import type { RecordedIntent } from '../../contract/intent.ts';
import type { PlanPreview } from '../../contract/plan.ts';
import { roundUnits } from '../budget/units.ts';
import { resolveAction } from '../catalog.ts';
import { factsFrom } from '../execution/facts-from.ts';
import type { Gathering } from '../execution/gather.ts';
import { redactionFor } from '../execution/redact.ts';
import { type Outcome, runIntent } from '../execution/run-intent.ts';
import type { Caller, EngineSettings } from '../facts.ts';
import { recordSchema } from '../memory/record-schema.ts';
import { openSearchBudget } from '../suggest/search-budget.ts';
import { withSuggestion } from '../suggest/with-suggestion.ts';
import { foldDiff } from './fold-diff.ts';
import { fold, type Fold } from './fold.ts';

/** Intents of one caller that are tried on a copy. `mintId` names the attempts; `mac` redacts sensitive inputs. */
export type Rehearsal = {
  readonly gathering: Gathering;
  readonly start: Fold;
  readonly caller: Caller;
  readonly trigger: Trigger;
  readonly steps: readonly RecordedIntent[];
  readonly engine: EngineSettings;
  readonly elapsed: () => number;
  readonly mintId: () => string;
  readonly mac: (text: string) => string;
};

/**
 * Tries every step on a folded copy of the state: all gates, nothing short-circuited, nothing recorded. A refused step
 * leaves the copy as it was, and the next one is still tried. A step's `nextState` holds the components that it changes.
 */
export function previewPlan(rehearsal: Rehearsal): PlanPreview {
  const { gathering, elapsed } = rehearsal;
  const budget = openSearchBudget();
  let before = rehearsal.start;
  const steps: SimulatedExecution[] = [];
  for (const intent of rehearsal.steps) {
    const startedAt = elapsed();
    const facts = factsFrom({ ...rehearsal, intent, before });
    const decided = runIntent(facts, gathering.footprint);
    const durationMs = elapsed() - startedAt;
    const outcome = withSuggestion(decided, facts, { ...gathering, budget });
    before = fold(before, outcome, gathering.policy);
    steps.push(simulated(rehearsal, intent, outcome, before, durationMs));
  }
  const approvalsNeeded: ApprovalNeed[] = steps.flatMap((step) => step.approvalsNeeded);
  return {
    steps,
    diff: foldDiff(steps.flatMap((step) => step.diff)),
    nextState: { components: { ...before.state } },
    cost: roundUnits(steps.reduce((sum, { cost }) => sum + cost, 0)),
    approvalsNeeded,
    status: steps.find(({ status }) => status !== 'success')?.status ?? 'success',
    error: null,
  };
}

function simulated(rehearsal: Rehearsal, intent: RecordedIntent, outcome: Outcome, after: Fold, durationMs: number): SimulatedExecution {
  const { gathering, caller, trigger, mac, mintId } = rehearsal;
  const schema = recordSchema(intent.actionId, resolveAction(gathering.catalog, intent.actionId));
  const redaction = redactionFor(schema, outcome.inputs, mac);
  const diff: DiffEntry[] = redaction.diff(outcome.diff);
  return {
    executionId: null,
    requestId: intent.requestId ?? mintId(),
    projectId: gathering.head.projectId,
    userId: caller.userId,
    trigger,
    mode: intent.mode,
    actionId: outcome.actionId,
    intent: { actionId: intent.actionId, inputs: redaction.inputs(outcome.inputs), mode: intent.mode, confirmed: intent.confirmed, ...(intent.media && { media: intent.media }) },
    status: outcome.status,
    message: redaction.text(outcome.message),
    error: outcome.error && { ...outcome.error, detail: redaction.text(outcome.error.detail) },
    diff,
    stateVersion: after.version,
    cost: outcome.cost,
    durationMs: Math.round(durationMs * 1_000) / 1_000,
    simulated: true,
    trace: outcome.trace.map((entry) => (entry.reason === undefined ? entry : { ...entry, reason: redaction.text(entry.reason) })),
    approvalId: null,
    retryOf: null,
    planId: null,
    turnId: null,
    workflowId: null,
    createdAt: new Date(gathering.now).toISOString(),
    effects: outcome.effects.map((effect) => ({ ...effect, request: redaction.inputs(effect.request) })),
    nextState: { components: { ...outcome.changed } },
    approvalsNeeded: outcome.holds.map(({ gate, rule, requiredRole, quorum }) => ({ gate, rule, requiredRole, quorum })),
  };
}
