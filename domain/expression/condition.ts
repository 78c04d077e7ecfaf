import type { Json } from '../../contract/json.ts';
import type { Condition } from '../condition.ts';
import { compileExpression, type Expression } from './compile.ts';
import { ExpressionError } from './expression-error.ts';
import { literalsOf } from './literals.ts';
import { isObject, isTrue, nameOf } from './value.ts';

/** Stands in `reads` for every component: the expression works out at run time which one it reads. */
export const READS_EVERYTHING = '*';

/**
 * A named condition from its expression. It holds where the result is true in the sense of JsonLogic: false, null, 0,
 * the empty text and the empty list are not. An object as a result is an error, since it can only be a mistake.
 */
export function compileCondition({ id, description, check }: { id: string; description: string; check: Json }): Condition {
  const expression = compileExpression(check);
  return {
    id,
    description,
    reads: componentsRead(expression),
    statePaths: expression.statePaths,
    readsInputs: readsInputs(expression),
    literals: literalsOf(check),
    holds: ({ state, inputs }) => {
      const result = expression.evaluate(inputs === undefined ? { state } : { state, inputs });
      if (isObject(result)) throw new ExpressionError(`the condition is ${nameOf(result)}, not true or false`);
      return isTrue(result);
    },
  };
}

function componentsRead({ statePaths }: Expression): string[] {
  return [...new Set(statePaths.map(([componentId]) => componentId ?? READS_EVERYTHING))];
}

/** Whether an expression reads inputs, or may: a first segment that is worked out later can name anything. */
export function readsInputs({ roots, statePaths }: Pick<Expression, 'roots' | 'statePaths'>): boolean {
  return roots.includes('inputs') || statePaths.some(([first]) => first === null);
}
