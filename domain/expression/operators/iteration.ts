import type { Json } from '../../../contract/json.ts';
import { ExpressionError } from '../expression-error.ts';
import { assertCount, type Call, type Operator } from '../operator.ts';
import type { Run, Scope } from '../run.ts';
import { isTrue, nameOf } from '../value.ts';

type Answer = (item: Json, index: number) => Json;

/** Compiles a list and a body; the closure gets the items, and what the body answers for each. */
const over =
  (work: (items: readonly Json[], answer: Answer) => Json): Operator =>
  (call) => {
    assertCount(call, 2, 2);
    const [source, body] = [call.argument(0), call.body(1)];
    return (scope, run) => work(itemsOf(call, source(scope, run)), (item, index) => body({ item, index, around: scope }, run));
  };

/** Folds a list: the body sees `current` and `accumulator`, which starts as the third argument, or as null. */
const reduce: Operator = (call) => {
  assertCount(call, 2, 3);
  const [source, body] = [call.argument(0), call.body(1)];
  const start = call.args.length === 3 ? call.argument(2) : null;
  return (scope: Scope, run: Run) => {
    let accumulator = start ? start(scope, run) : null;
    for (const [index, current] of itemsOf(call, source(scope, run)).entries()) {
      accumulator = body({ item: { current, accumulator }, index, around: scope }, run);
    }
    return accumulator;
  };
};

/** What goes through a list; inside, `val` starts at the item. `all` of an empty list is false, as in JsonLogic. */
export const iteration = {
  map: over((items, answer) => items.map(answer)),
  filter: over((items, answer) => items.filter((item, index) => isTrue(answer(item, index)))),
  all: over((items, answer) => items.length > 0 && items.every((item, index) => isTrue(answer(item, index)))),
  some: over((items, answer) => items.some((item, index) => isTrue(answer(item, index)))),
  none: over((items, answer) => !items.some((item, index) => isTrue(answer(item, index)))),
  reduce,
};

function itemsOf({ name }: Call, value: Json): readonly Json[] {
  if (!Array.isArray(value)) throw new ExpressionError(`'${name}' goes through a list, not ${nameOf(value)}`);
  return value;
}
