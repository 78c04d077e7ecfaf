import { compileArguments, type Operator } from '../operator.ts';
import { isTrue } from '../value.ts';

const not: Operator = (call) => {
  const [value = call.argument(0)] = compileArguments(call, 1, 1);
  return (scope, run) => !isTrue(value(scope, run));
};

const truth: Operator = (call) => {
  const [value = call.argument(0)] = compileArguments(call, 1, 1);
  return (scope, run) => isTrue(value(scope, run));
};

/** The first argument that is false, else the last one; what follows the first false one is not evaluated. */
const and: Operator = (call) => {
  const values = compileArguments(call, 1);
  return (scope, run) => {
    let last = values[0]?.(scope, run) ?? null;
    for (const value of values.slice(1)) {
      if (!isTrue(last)) return last;
      last = value(scope, run);
    }
    return last;
  };
};

/** The first argument that is true, else the last one; what follows the first true one is not evaluated. */
const or: Operator = (call) => {
  const values = compileArguments(call, 1);
  return (scope, run) => {
    let last = values[0]?.(scope, run) ?? null;
    for (const value of values.slice(1)) {
      if (isTrue(last)) return last;
      last = value(scope, run);
    }
    return last;
  };
};

/** Pairs of a condition and a value, then the value when none holds, null where there is none. */
const choose: Operator = (call) => {
  const parts = compileArguments(call, 2);
  return (scope, run) => {
    for (let index = 0; index + 1 < parts.length; index += 2) {
      const condition = parts[index]?.(scope, run) ?? null;
      if (isTrue(condition)) return parts[index + 1]?.(scope, run) ?? null;
    }
    return parts.length % 2 === 1 ? (parts.at(-1)?.(scope, run) ?? null) : null;
  };
};

/** What decides. False are false, null, 0, the empty text and the empty list. */
export const logic = { '!': not, '!!': truth, and, or, if: choose };
