import type { OutcomeError } from '../../contract/decision.ts';
import type { Outcome } from '../execution/run-intent.ts';
import type { TriedStep } from './tried-step.ts';

const RULE = 'atomicity';

/** What the steps of a plan come to when one of them breaks it: that one keeps its own error, the others are taken back. */
export function rollBack(tried: readonly TriedStep[], broken: number, isClosed: boolean): TriedStep[] {
  if (isClosed) return [...tried]; // By people or by time, for every step alike.
  const detail = `The plan runs as a whole, and it was rolled back because of step ${broken + 1}: ${tried[broken]?.outcome.message ?? ''}`;
  return tried.map((step, index) => (index === broken ? step : { ...step, outcome: takenBack(step.outcome, detail) }));
}

/** Whether a step was fine in itself and was taken back because of another one. */
export function isRolledBack(error: OutcomeError | null): boolean {
  return error !== null && error.gate === null && error.rule === RULE;
}

function takenBack(outcome: Outcome, detail: string): Outcome {
  const error: OutcomeError = { code: 'invalid_intent', gate: null, detail, rule: RULE };
  return { ...outcome, status: 'rejected', message: detail, error, cost: 0, diff: [], changed: {}, effects: [], holds: [] };
}
