import type { OutcomeError } from '../../contract/decision.ts';
import type { PlanPreview } from '../../contract/plan.ts';
import type { Outcome } from '../execution/run-intent.ts';

/** A step of a plan that runs as a whole may only change the state: what has left the house cannot be rolled back. */
export function stayInside(outcome: Outcome): Outcome {
  if (outcome.effects.length === 0) return outcome;
  const error = errorFor(outcome.actionId);
  return { ...outcome, status: 'rejected', message: error.detail, error, cost: 0, diff: [], changed: {}, effects: [], holds: [] };
}

/** Why a plan cannot run as a whole, as far as its preview tells. */
export function atomicityError({ steps }: Pick<PlanPreview, 'steps'>): OutcomeError | null {
  const leaving = steps.find(({ effects }) => effects.length > 0);
  return leaving ? errorFor(leaving.actionId) : null;
}

function errorFor(actionId: string): OutcomeError {
  return { code: 'invalid_intent', gate: null, detail: `${actionId} sends something out of the house, so it cannot be a step of a plan that runs as a whole.` };
}
