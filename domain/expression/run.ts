import type { Json, JsonObject } from '../../contract/json.ts';
import { ExpressionError } from './expression-error.ts';

const MAX_STEPS = 100_000;

/** Hears of every value that is read from the context, with its path; a missing one is null. */
export type ReadListener = (path: readonly string[], value: Json) => void;

/** One evaluation: what it may read, who hears of it, and how many steps it has left. */
export type Run = { readonly context: JsonObject; readonly onRead: ReadListener | undefined; stepsLeft: number };

/** Where `val` starts: the item of the innermost iteration, its place in the list, and what is around it. An iteration moves its one scope from item to item. */
export type Scope = { item: Json; index: number; readonly around: Scope | null };

/** A compiled expression, or a part of one. */
export type Evaluate = (scope: Scope, run: Run) => Json;

/** Steps that several evaluations share, so that many expressions together end as surely as one. */
export type SharedSteps = { left: number };

/** Begins an evaluation with the steps of its own; of shared ones it gets no more than are left. */
export function startRun(context: JsonObject, onRead: ReadListener | undefined, shared: SharedSteps | undefined): Run {
  if (shared === undefined || shared.left >= MAX_STEPS) return { context, onRead, stepsLeft: MAX_STEPS };
  if (shared.left <= 0) throw new ExpressionError('the expressions before it have used up the steps that all of them may take');
  return { context, onRead, stepsLeft: shared.left };
}

/** Takes steps off the budget; what an operator writes or compares counts as well as the operator itself. */
export function spend(run: Run, steps: number): void {
  if ((run.stepsLeft -= steps) < 0) throw new ExpressionError(`the expression takes more than ${MAX_STEPS} steps`);
}
