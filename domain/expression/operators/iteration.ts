import type { Json } from '../../../contract/json.ts';
import { ExpressionError } from '../expression-error.ts';
import { assertCount, type Call, type Operator } from '../operator.ts';
import { type Evaluate, type Run, type Scope, spend } from '../run.ts';
import { isTrue, nameOf } from '../value.ts';

/** A list, and a body that sees its items one after the other. */
type Pass = (items: readonly Json[], body: Evaluate, inside: Scope, run: Run) => Json;

const over =
  (pass: Pass): Operator =>
  (call) => {
    assertCount(call, 2, 2);
    const [source, body] = [call.argument(0), call.body(1)];
    return (scope, run) => {
      spend(run, 1);
      return pass(itemsOf(call, source(scope, run)), body, { item: null, index: 0, around: scope }, run);
    };
  };

const map: Pass = (items, body, inside, run) => items.map((item, index) => answer(body, item, index, inside, run));
const filter: Pass = (items, body, inside, run) => items.filter((item, index) => isTrue(answer(body, item, index, inside, run)));

/** Whether the body comes to what is wanted for some item. */
function finds(wanted: boolean, items: readonly Json[], body: Evaluate, inside: Scope, run: Run): boolean {
  for (let index = 0; index < items.length; index += 1) {
    if (isTrue(answer(body, items[index] ?? null, index, inside, run)) === wanted) return true;
  }
  return false;
}

function answer(body: Evaluate, item: Json, index: number, inside: Scope, run: Run): Json {
  inside.item = item;
  inside.index = index;
  return body(inside, run);
}

/** Folds a list: the body sees `current` and `accumulator`, which starts as the third argument, or as null. */
const reduce: Operator = (call) => {
  assertCount(call, 2, 3);
  const [source, body] = [call.argument(0), call.body(1)];
  const start = call.args.length === 3 ? call.argument(2) : null;
  return (scope, run) => {
    spend(run, 1);
    let accumulator = start ? start(scope, run) : null;
    const items = itemsOf(call, source(scope, run));
    const inside: Scope = { item: null, index: 0, around: scope };
    for (let index = 0; index < items.length; index += 1) accumulator = answer(body, { current: items[index] ?? null, accumulator }, index, inside, run);
    return accumulator;
  };
};

/** What goes through a list; inside, `val` starts at the item. `all` of an empty list is false, as in JsonLogic. */
export const iteration = {
  map: over(map),
  filter: over(filter),
  all: over((items, body, inside, run) => items.length > 0 && !finds(false, items, body, inside, run)),
  some: over((items, body, inside, run) => finds(true, items, body, inside, run)),
  none: over((items, body, inside, run) => !finds(true, items, body, inside, run)),
  reduce,
};

function itemsOf({ name }: Call, value: Json): readonly Json[] {
  if (!Array.isArray(value)) throw new ExpressionError(`'${name}' goes through a list, not ${nameOf(value)}`);
  return value;
}
