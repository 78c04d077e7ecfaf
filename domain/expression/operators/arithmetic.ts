import { ExpressionError } from '../expression-error.ts';
import { compileArguments, type Operator } from '../operator.ts';
import { finite, nameOf } from '../value.ts';

const over =
  (least: number, most: number, work: (numbers: readonly number[]) => number): Operator =>
  (call) => {
    const parts = compileArguments(call, least, most);
    return (scope, run) => {
      const numbers = parts.map((part) => {
        const value = part(scope, run);
        if (typeof value !== 'number') throw new ExpressionError(`'${call.name}' works on numbers, not on ${nameOf(value)}`);
        return value;
      });
      return finite(work(numbers));
    };
  };

const MANY = Infinity;

/** What calculates. A division by zero, and any other result that is no finite number, is an error. */
export const arithmetic = {
  '+': over(1, MANY, (numbers) => numbers.reduce((sum, number) => sum + number, 0)),
  '*': over(1, MANY, (numbers) => numbers.reduce((product, number) => product * number, 1)),
  '-': over(1, 2, ([first = 0, second]) => (second === undefined ? -first : first - second)),
  '/': over(2, 2, ([dividend = 0, divisor = 1]) => dividend / divisor),
  '%': over(2, 2, ([dividend = 0, divisor = 1]) => dividend % divisor),
  min: over(1, MANY, (numbers) => Math.min(...numbers)),
  max: over(1, MANY, (numbers) => Math.max(...numbers)),
};
