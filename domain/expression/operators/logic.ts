import { compileArguments, type Operator } from '../operator.ts';
import { type Evaluate, spend } from '../run.ts';
import { isTrue } from '../value.ts';

const not: Operator = (call) => {
  const [value = call.argument(0)] = compileArguments(call, 1, 1);
  return (scope, run) => {
    spend(run, 1);
    return !isTrue(value(scope, run));
  };
};

const truth: Operator = (call) => {
  const [value = call.argument(0)] = compileArguments(call, 1, 1);
  return (scope, run) => {
    spend(run, 1);
    return isTrue(value(scope, run));
  };
};

/** The first argument that is not as wanted, else the last one; what follows it is not evaluated. */
const until =
  (wanted: boolean): Operator =>
  (call) => {
    const parts = compileArguments(call, 1);
    const last = parts.pop() ?? call.argument(0);
    return (scope, run) => {
      spend(run, 1);
      for (const part of parts) {
        const value = part(scope, run);
        if (isTrue(value) !== wanted) return value;
      }
      return last(scope, run);
    };
  };

const nothing: Evaluate = () => null;

/** Pairs of a condition and a value, then the value when none holds, null where there is none. */
const choose: Operator = (call) => {
  const parts = compileArguments(call, 2);
  const otherwise = (parts.length % 2 === 1 ? parts.pop() : undefined) ?? nothing;
  const cases = Array.from({ length: parts.length / 2 }, (_, index) => ({ when: parts[2 * index] ?? nothing, then: parts[2 * index + 1] ?? nothing }));
  return (scope, run) => {
    spend(run, 1);
    for (const { when, then } of cases) if (isTrue(when(scope, run))) return then(scope, run);
    return otherwise(scope, run);
  };
};

/** What decides. False are false, null, 0, the empty text and the empty list. */
export const logic = { '!': not, '!!': truth, and: until(true), or: until(false), if: choose };
