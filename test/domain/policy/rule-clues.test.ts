import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../contract/json.ts';
import { compileExpression } from '../../../domain/expression/compile.ts';
import { isTrue } from '../../../domain/expression/value.ts';
import { createClueIndex, knowing } from '../../../domain/policy/clue-index.ts';
import { cluesOf, isGiven } from '../../../domain/policy/rule-clues.ts';
import { readPath, stepsOf } from '../../../domain/expression/read-path.ts';
import { seeded } from '../../support/random.ts';

const AMOUNT = { val: ['inputs', 'amount'] };
const above = (bound: number) => ({ path: ['inputs', 'amount'], wanted: { is: 'above', bound, orEqual: false } });

describe('the clues of a condition', () => {
  it.each<[Json, unknown]>([
    [{ '>': [AMOUNT, 5] }, [above(5)]],
    [{ '<': [5, AMOUNT] }, [above(5)]],
    [{ '>=': [AMOUNT, 5] }, [{ ...above(5), wanted: { is: 'above', bound: 5, orEqual: true } }]],
    [{ '===': [AMOUNT, null] }, [{ path: ['inputs', 'amount'], wanted: { is: 'among', values: [null] } }]],
    [{ in: [AMOUNT, ['a', 1]] }, [{ path: ['inputs', 'amount'], wanted: { is: 'among', values: ['a', 1] } }]],
    [{ and: [{ '>': [AMOUNT, 5] }, { '/': [1, 0] }] }, [above(5)]],
    [{ or: [{ '>': [AMOUNT, 5] }, { '>': [AMOUNT, 7] }] }, [above(5), above(7)]],
    [{ or: [{ '>': [AMOUNT, 5] }, { '!': AMOUNT }] }, null],
    [{ and: [{ '!': AMOUNT }, { '>': [AMOUNT, 5] }] }, null],
    [{ '>': [AMOUNT, { val: ['inputs', 'least'] }] }, null],
    [{ '<': [1, AMOUNT, 9] }, null],
    [{ in: ['admin', { val: ['roles'] }] }, null],
    [{ starts_with: ['text', AMOUNT] }, null],
    [{ '>': [{ val: ['inputs', { val: ['inputs', 'name'] }] }, 5] }, null],
    [true, null],
  ])('when it is %j, then they are those that can be told without working it out', (condition, clues) => {
    expect(cluesOf(condition)).toEqual(clues);
  });
});

const { below, pick } = seeded(7);
const PATHS = [['inputs', 'amount'], ['inputs', 'name'], ['state', 'a.b', 'value'], ['action', 'id'], ['user', 'id'], ['list', '1']];
const PLAIN: Json[] = [null, true, false, 0, 1, -1, 2.5, 1_000, '', 'a', 'ab', 'demo.counter.reset'];
const VALUES: (Json | undefined)[] = [undefined, ...PLAIN, [], ['a'], {}, { a: 1 }];

function comparison(): Json {
  const [path, written] = [{ val: pick(PATHS) }, below(8) === 0 ? { val: pick(PATHS) } : pick(PLAIN)];
  const name = pick(['===', '==', '!==', '>', '>=', '<', '<=', 'in', 'starts_with']);
  if (name === 'in') return { in: [path, [pick(PLAIN), pick(PLAIN)]] };
  return below(2) === 0 ? { [name]: [path, written] } : { [name]: [written, path] };
}

function condition(depth: number): Json {
  if (depth === 0) return comparison();
  const parts = Array.from({ length: 1 + below(3) }, () => condition(below(depth + 1) === 0 ? 0 : depth - 1));
  const name = pick(['and', 'or', '!!', '!']);
  return name === 'and' || name === 'or' ? { [name]: parts } : { [name]: parts.slice(0, 1) };
}

function context(): JsonObject {
  const given = (name: string): JsonObject => {
    const value = pick(VALUES);
    return value === undefined ? {} : { [name]: value };
  };
  return { inputs: { ...given('amount'), ...given('name') }, state: below(4) === 0 ? {} : { 'a.b': given('value') }, action: { id: 'demo.counter.reset' }, user: given('id'), list: [1, pick(PLAIN)] };
}

/** What a condition comes to: true, false, or an error. */
function outcome(expression: ReturnType<typeof compileExpression>, of: JsonObject): boolean | 'error' {
  try {
    return isTrue(expression.evaluate(of));
  } catch {
    return 'error';
  }
}

describe('rules that are found by their clues', () => {
  it('when thousands of random rules meet random contexts, then every one that holds or errs is found, in order, and nothing that a clue rules out', () => {
    let ruledOut = 0;
    for (let round = 0; round < 80; round += 1) {
      const rules = Array.from({ length: 25 }, (_, place) => {
        const when = condition(below(3));
        return { place, when, clues: cluesOf(when), expression: compileExpression(when) };
      });
      const [index, narrowed] = [createClueIndex(rules), createClueIndex(knowing(rules, ['action', 'id'], 'demo.counter.reset'))];
      for (let count = 0; count < 10; count += 1) {
        const seen = context();
        const [possible, narrowly] = [index.possible(seen), narrowed.possible(seen)].map((found) => found.map(({ place }) => place));
        const given = rules.filter(({ clues }) => clues === null || clues.some(({ path, wanted }) => isGiven(wanted, readPath(seen, stepsOf(path)) ?? null)));
        expect(possible).toEqual(given.map(({ place }) => place));
        const decisive = rules.filter(({ expression }) => outcome(expression, seen) !== false).map(({ place }) => place);
        expect(possible).toEqual(expect.arrayContaining(decisive));
        expect(narrowly).toEqual(expect.arrayContaining(decisive));
        expect(narrowly).toEqual(narrowly?.toSorted((left, right) => left - right));
        ruledOut += rules.length - given.length;
      }
    }
    expect(ruledOut).toBeGreaterThan(2_000);
  });
});
