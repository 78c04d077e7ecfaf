import { describe, expect, it } from '@jest/globals';
import jsonLogic from 'json-logic-js';
import type { Json } from '../../../contract/json.ts';
import { compileExpression } from '../../../domain/expression/compile.ts';
import { ExpressionError } from '../../../domain/expression/expression-error.ts';
import { seeded } from './random.ts';
import { DATA, type Pair, randomExpressions } from './random-expressions.ts';

const CASES = 20_000;
const SEED = 20_261_122;

/** JsonLogic has numbers that JSON lacks, and a negative zero. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  return value === 0 ? 0 : value;
};

type Answer = { value: unknown } | { error: string };

function ours(expression: Json, data: typeof DATA = DATA): Answer {
  try {
    return { value: compileExpression(expression).evaluate(data) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { error: error.message };
  }
}

const theirs = (expression: Json): unknown => plain(jsonLogic.apply(expression, DATA));

/** Whether both dialects agree, or ours stops at a number that is not finite; else what differs, as text. */
function compare(pair: Pair): string {
  const answer = ours(pair.ours);
  if ('error' in answer) return /finite/.test(answer.error) ? 'not finite' : `${JSON.stringify(pair.ours)} errs: ${answer.error}`;
  const expected = theirs(pair.theirs);
  const agree = JSON.stringify(answer.value) === JSON.stringify(expected);
  return agree ? 'agree' : `${JSON.stringify(pair.ours)} is ${JSON.stringify(answer.value)}, theirs ${JSON.stringify(expected)}`;
}

describe('beside json-logic-js', () => {
  it(`when ${CASES} random expressions coerce nothing, then both agree on every one`, () => {
    const next = randomExpressions(seeded(SEED));
    const results = Array.from({ length: CASES }, next).map(compare);
    expect(results.filter((result) => result !== 'agree' && result !== 'not finite').slice(0, 5)).toEqual([]);
    expect(results.filter((result) => result === 'agree').length).toBeGreaterThan(CASES * 0.8);
  });

  it.each<[string, Json, Answer, unknown]>([
    ['== coerces there', { '==': [1, '1'] }, { error: "'==' compares values of one kind, not a number with a text" }, true],
    ['an order takes null for zero there', { '<': [null, 5] }, { error: "'<' compares numbers or texts, not nothing with a number" }, true],
    ['an order mixes kinds there', { '<': ['1', 5] }, { error: "'<' compares numbers or texts, not a text with a number" }, true],
    ['> ignores a third argument there', { '>': [3, 2, 2] }, { value: false }, true],
    ['+ reads texts there', { '+': ['1', 2] }, { error: "'+' works on numbers, not on a text" }, 3],
    ['a division by zero goes on there', { '/': [1, 0] }, { error: 'the result is not a finite number' }, Infinity],
    ['a list is another list there', { '===': [[1], [1]] }, { value: true }, false],
    ['cat leaves null out there', { cat: ['a', null] }, { error: "'cat' joins texts and numbers, not nothing" }, 'a'],
    ['nothing is no list but goes there', { map: [null, 1] }, { error: "'map' goes through a list, not nothing" }, []],
    ['in looks into nothing there', { in: ['a', null] }, { error: "'in' looks into a list or a text, not into nothing" }, false],
    ['no text is in an empty text there', { in: ['', ''] }, { value: true }, false],
    ['substr cuts pairs in half there', { substr: ['👍', 0, 1] }, { value: '👍' }, '\ud83d'],
    ['an object that is no operation stays as written there', { a: { '+': [1, 1] }, b: 1 }, { value: { a: 2, b: 1 } }, { a: { '+': [1, 1] }, b: 1 }],
  ])('when %s, then this one differs on purpose', (_what, expression, answer, expected) => {
    expect(ours(expression)).toEqual(answer);
    expect(theirs(expression)).toEqual(expected);
  });
});
