import type { Json } from '../../contract/json.ts';
import { type Evaluate, type Run, type Scope, spend } from './run.ts';

/** Makes the answer of a part that is always the same ready beforehand. */
export type Fold = (evaluate: Evaluate) => Evaluate;

/** Of all parts of one expression together, so that compiling stays quick. */
const MAX_STEPS = 10_000;
const NOWHERE: Scope = { item: null, index: 0, around: null };

/**
 * Works constant parts out once. They answer and spend as they would have done; one that errs, or takes too long, is
 * left as it is, so that its error is raised when it is reached.
 */
export function createFolder(): Fold {
  let left = MAX_STEPS;
  return (evaluate) => {
    const run: Run = { context: {}, onRead: undefined, stepsLeft: left };
    const value = answerOf(evaluate, run);
    const steps = left - run.stepsLeft;
    left = Math.max(0, run.stepsLeft);
    return value === undefined ? evaluate : constant(value, steps);
  };
}

function answerOf(evaluate: Evaluate, run: Run): Json | undefined {
  try {
    return evaluate(NOWHERE, run);
  } catch {
    return undefined;
  }
}

function constant(value: Json, steps: number): Evaluate {
  return (_scope, run) => {
    spend(run, steps);
    return value;
  };
}
