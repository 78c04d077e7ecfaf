import type { Json } from '../../../contract/json.ts';
import { ExpressionError } from '../expression-error.ts';
import { type Call, compileArguments, type Operator } from '../operator.ts';
import { type Evaluate, spend } from '../run.ts';
import { finite, nameOf } from '../value.ts';

type Join = (left: number, right: number) => number;

/** Takes one number after the other into what came before; `alone` is what a single one comes to. */
const over =
  (least: number, most: number, join: Join, alone: (number: number) => number = (number) => number): Operator =>
  (call) => {
    const [first = call.argument(0), second, ...others] = compileArguments(call, least, most);
    if (!second) return unary(call, first, alone);
    return others.length === 0 ? binary(call, first, second, join) : many(call, first, [second, ...others], join);
  };

function unary({ name }: Call, part: Evaluate, work: (number: number) => number): Evaluate {
  return (scope, run) => {
    spend(run, 1);
    return finite(work(numberOf(part(scope, run), name)));
  };
}

function binary({ name }: Call, left: Evaluate, right: Evaluate, join: Join): Evaluate {
  return (scope, run) => {
    spend(run, 1);
    const number = numberOf(left(scope, run), name);
    return finite(join(number, numberOf(right(scope, run), name)));
  };
}

function many({ name }: Call, first: Evaluate, others: readonly Evaluate[], join: Join): Evaluate {
  return (scope, run) => {
    spend(run, 1);
    let result = numberOf(first(scope, run), name);
    for (const other of others) result = join(result, numberOf(other(scope, run), name));
    return finite(result);
  };
}

function numberOf(value: Json, name: string): number {
  if (typeof value !== 'number') throw new ExpressionError(`'${name}' works on numbers, not on ${nameOf(value)}`);
  return value;
}

const MANY = Infinity;

/** What calculates. A division by zero, and any other result that is no finite number, is an error. */
export const arithmetic = {
  '+': over(1, MANY, (left, right) => left + right),
  '*': over(1, MANY, (left, right) => left * right),
  '-': over(1, 2, (left, right) => left - right, (number) => -number),
  '/': over(2, 2, (dividend, divisor) => dividend / divisor),
  '%': over(2, 2, (dividend, divisor) => dividend % divisor),
  min: over(1, MANY, (left, right) => (right < left ? right : left)),
  max: over(1, MANY, (left, right) => (right > left ? right : left)),
};
