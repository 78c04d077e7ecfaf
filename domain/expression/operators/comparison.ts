import type { Json } from '../../../contract/json.ts';
import { ExpressionError } from '../expression-error.ts';
import { compileArguments, type Operator } from '../operator.ts';
import type { Run } from '../run.ts';
import { nameOf, sameValue } from '../value.ts';

/** Two values of one kind; null compares with everything, and two kinds are an error, since no answer would be right. */
function comparable(left: Json, right: Json, name: string, run: Run): boolean {
  if (left !== null && right !== null && nameOf(left) !== nameOf(right)) throw new ExpressionError(`'${name}' compares values of one kind, not ${nameOf(left)} with ${nameOf(right)}`);
  return sameValue(left, right, run);
}

const equality =
  (holds: (left: Json, right: Json, name: string, run: Run) => boolean): Operator =>
  (call) => {
    const [left = call.argument(0), right = call.argument(1)] = compileArguments(call, 2, 2);
    return (scope, run) => holds(left(scope, run), right(scope, run), call.name, run);
  };

/** Every neighbouring pair of two or more arguments; all numbers, or all texts, which compare by code unit. */
const order =
  (holds: (left: number | string, right: number | string) => boolean): Operator =>
  (call) => {
    const parts = compileArguments(call, 2);
    return (scope, run) => {
      const values = parts.map((part) => part(scope, run));
      let holdsSoFar = true;
      for (let index = 1; index < values.length; index += 1) {
        const [left = null, right = null] = [values[index - 1], values[index]];
        const fits = (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string');
        if (!fits) throw new ExpressionError(`'${call.name}' compares numbers or texts, not ${nameOf(left)} with ${nameOf(right)}`);
        holdsSoFar = holds(left, right) && holdsSoFar;
      }
      return holdsSoFar;
    };
  };

/** What compares. Nothing is coerced: `===` finds values of two kinds different, `==` finds them an error. */
export const comparison = {
  '==': equality(comparable),
  '!=': equality((left, right, name, run) => !comparable(left, right, name, run)),
  '===': equality((left, right, _name, run) => sameValue(left, right, run)),
  '!==': equality((left, right, _name, run) => !sameValue(left, right, run)),
  '<': order((left, right) => left < right),
  '<=': order((left, right) => left <= right),
  '>': order((left, right) => left > right),
  '>=': order((left, right) => left >= right),
};
