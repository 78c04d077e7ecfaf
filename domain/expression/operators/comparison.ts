import type { Json } from '../../../contract/json.ts';
import { ExpressionError } from '../expression-error.ts';
import { type Call, compileArguments, type Operator } from '../operator.ts';
import { type Evaluate, type Run, spend } from '../run.ts';
import { nameOf, sameValue } from '../value.ts';

/** Two values of one kind; null compares with everything, and two kinds are an error, since no answer would be right. */
function comparable(left: Json, right: Json, name: string, run: Run): boolean {
  const isOneKind = left === null || right === null || (typeof left === typeof right && Array.isArray(left) === Array.isArray(right));
  if (!isOneKind) throw new ExpressionError(`'${name}' compares values of one kind, not ${nameOf(left)} with ${nameOf(right)}`);
  return sameValue(left, right, run);
}

const equality =
  (holds: (left: Json, right: Json, name: string, run: Run) => boolean): Operator =>
  (call) => {
    const [left = call.argument(0), right = call.argument(1)] = compileArguments(call, 2, 2);
    const { name } = call;
    return (scope, run) => {
      spend(run, 1);
      return holds(left(scope, run), right(scope, run), name, run);
    };
  };

type Holds = (left: number | string, right: number | string) => boolean;

/** Every neighbouring pair of two or more arguments; all numbers, or all texts, which compare by code unit. */
const order =
  (holds: Holds): Operator =>
  (call) => {
    const [first = call.argument(0), second = call.argument(1), ...others] = compileArguments(call, 2);
    return others.length === 0 ? pair(call, first, second, holds) : chain(call, [first, second, ...others], holds);
  };

function pair({ name }: Call, first: Evaluate, second: Evaluate, holds: Holds): Evaluate {
  return (scope, run) => {
    spend(run, 1);
    return isOrdered(first(scope, run), second(scope, run), name, holds);
  };
}

/** All are worked out before the first two are compared. */
function chain({ name }: Call, parts: readonly Evaluate[], holds: Holds): Evaluate {
  return (scope, run) => {
    spend(run, 1);
    const values = parts.map((part) => part(scope, run));
    let holdsSoFar = true;
    for (let index = 1; index < values.length; index += 1) holdsSoFar = isOrdered(values[index - 1] ?? null, values[index] ?? null, name, holds) && holdsSoFar;
    return holdsSoFar;
  };
}

function isOrdered(left: Json, right: Json, name: string, holds: Holds): boolean {
  const fits = (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string');
  if (!fits) throw new ExpressionError(`'${name}' compares numbers or texts, not ${nameOf(left)} with ${nameOf(right)}`);
  return holds(left, right);
}

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
