import type { Json, JsonObject } from '../../contract/json.ts';
import { compileExpression } from '../../domain/expression/compile.ts';
import { ExpressionError } from '../../domain/expression/expression-error.ts';
import { PackError } from '../pack-error.ts';
import { refuseAs } from '../refuse-as.ts';

const MAX_COST = 1e12;

/** A fixed cost, or one worked out from the inputs; never negative, and an error rather than no number. */
export function compileCost(file: string, path: string, cost: Json): number | ((inputs: JsonObject) => number) {
  if (typeof cost === 'number') {
    if (!isCost(cost)) throw new PackError(file, path, `expected a cost from 0 to ${MAX_COST}`);
    return cost;
  }
  const expression = refuseAs(file, path, () => compileExpression(cost));
  if (expression.statePaths.length > 0) throw new PackError(file, path, 'a cost depends on the inputs only');
  return (inputs) => {
    const value = expression.evaluate({ inputs });
    if (!isCost(value)) throw new ExpressionError(`the cost is ${JSON.stringify(value)}, not a number from 0 to ${MAX_COST}`);
    return value;
  };
}

function isCost(value: Json): value is number {
  return typeof value === 'number' && value >= 0 && value <= MAX_COST;
}
