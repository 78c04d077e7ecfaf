import type { Intent } from '../../contract/intent.ts';
import type { NewApproval } from '../approval/ask.ts';
import { digestText } from '../approval/digest-text.ts';
import { roundUnits } from '../budget/units.ts';
import type { AttemptList } from '../execution/decide-attempts.ts';
import { redactionFor } from '../execution/redact.ts';
import { foldDiff } from './fold-diff.ts';
import { planReads } from './plan-reads.ts';
import type { TriedStep } from './tried-step.ts';

/** Makes of the request for one step the request for its whole plan: every step, what they come to together, and what they rest on. */
export function askForPlan(approval: NewApproval, { gathering, start, pens }: AttemptList, tried: readonly TriedStep[]): NewApproval {
  const reads = planReads(tried, gathering.footprint, start.state);
  const steps = tried.map((step) => shown(step, pens.mac));
  const bound = {
    intents: tried.map(({ attempt }) => attempt.intent),
    actions: tried.flatMap(({ facts }) => facts.action ?? []),
    policyVersion: gathering.head.policyVersion,
    reads,
  };
  return {
    ...approval,
    planId: tried[0]?.attempt.planId ?? null,
    intent: null,
    steps: steps.map(({ intent }) => intent),
    diff: foldDiff(steps.flatMap(({ diff }) => diff)),
    effects: [],
    cost: roundUnits(tried.reduce((sum, { outcome }) => sum + outcome.cost, 0)),
    digest: pens.mac(digestText(bound)),
    reads,
  };
}

function shown({ attempt, facts, outcome }: TriedStep, mac: (text: string) => string) {
  const redaction = redactionFor(facts.action?.inputSchema, outcome.inputs, mac);
  const intent: Intent = { actionId: attempt.intent.actionId, inputs: redaction.inputs(outcome.inputs), mode: attempt.mode, confirmed: attempt.confirmed };
  return { intent, diff: redaction.diff(outcome.diff) };
}
