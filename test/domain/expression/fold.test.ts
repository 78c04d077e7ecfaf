import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../contract/json.ts';
import { compileExpression } from '../../../domain/expression/compile.ts';
import { OPERATORS } from '../../../domain/expression/operators.ts';

const context = { inputs: { n: 2, list: [1, 2] } };
const n: Json = { val: ['inputs', 'n'] };

function stepsOf(expression: Json): number {
  const shared = { left: 1_000 };
  compileExpression(expression).evaluate(context, undefined, shared);
  return 1_000 - shared.left;
}

describe('a part of an expression that is always the same', () => {
  it.each<[string, Json]>([
    ['is the whole of it', { '/': [1, 0] }],
    ['is in a branch that is reached', { if: [{ '==': [n, 2] }, { '/': [1, 0] }, 1] }],
    ['goes through a list', { some: [[0], { '/': [1, { val: [] }] }] }],
  ])('when it errs and %s, then it compiles, and errs each time it is asked', (_what, expression) => {
    const compiled = compileExpression(expression);
    expect(() => compiled.evaluate(context)).toThrow('the result is not a finite number');
    expect(() => compiled.evaluate(context)).toThrow('the result is not a finite number');
  });

  it('when it errs in a branch that is not reached, then nothing is wrong', () => {
    expect(compileExpression({ if: [{ '==': [n, 2] }, 1, { '/': [1, 0] }] }).evaluate(context)).toBe(1);
  });

  it.each<[string, Json, Json]>([
    ['the item around it', { map: [{ val: ['inputs', 'list'] }, { map: [[10, 20], { '+': [{ val: [[2]] }, { val: [] }] }] }] }, [[11, 21], [12, 22]]],
    ['the place in a list', { map: [{ val: ['inputs', 'list'] }, { map: [[5], { val: [[3], 'index'] }] }] }, [[0], [1]]],
    ['the context from inside', { map: [[1, 2], { '*': [{ val: [] }, { val: [[2], 'inputs', 'n'] }] }] }, [2, 4]],
    ['its own items alone', { map: [{ val: ['inputs', 'list'] }, { reduce: [[1, 2, 3], { '+': [{ val: 'current' }, { val: 'accumulator' }] }, 0] }] }, [6, 6]],
  ])('when something looks at %s, then it is worked out for each', (_what, expression, value) => {
    expect(compileExpression(expression).evaluate(context)).toEqual(value);
  });

  it('when it is a list, then every answer is a list of its own', () => {
    const compiled = compileExpression({ merge: [[1], [2]] });
    expect(compiled.evaluate(context)).toEqual([1, 2]);
    expect(compiled.evaluate(context)).not.toBe(compiled.evaluate(context));
  });

  it('when it takes too many steps to work out beforehand, then it is worked out when it is asked', () => {
    const long: Json = { length: { reduce: [Array.from({ length: 12 }, () => 0), { cat: [{ val: 'accumulator' }, { val: 'accumulator' }] }, 'x'] } };
    expect(compileExpression(long).evaluate(context)).toBe(4_096);
  });
});

describe('the steps of an expression', () => {
  it.each([...OPERATORS.keys()].map((name) => [name, writtenWith(name)] as const))('when %s is used, then it counts, be it always the same or not', (_name, [constant, varying]) => {
    expect(stepsOf(constant)).toBeGreaterThanOrEqual(1);
    expect(stepsOf(varying)).toBeGreaterThanOrEqual(1);
  });
});

/** One use that is always the same, and one that reads the context. */
function writtenWith(name: string): readonly [Json, Json] {
  if (name === 'val' || name === 'exists') return [{ [name]: ['inputs', 'n'] }, { [name]: ['inputs', n] }];
  if (name === 'preserve') return [{ preserve: 1 }, { preserve: { val: 'inputs' } }];
  if (['map', 'filter', 'all', 'some', 'none', 'reduce'].includes(name)) return [{ [name]: [[1], 1] }, { [name]: [{ val: ['inputs', 'list'] }, 1] }];
  if (['starts_with', 'ends_with', 'substr', 'in', 'cat', 'length'].includes(name)) return textual(name, 'ab');
  const isSingle = ['!', '!!'].includes(name);
  return isSingle ? [{ [name]: [1] }, { [name]: [n] }] : [{ [name]: [1, 2] }, { [name]: [n, 2] }];
}

function textual(name: string, text: string): readonly [Json, Json] {
  const read: Json = { cat: ['a', n] };
  if (name === 'length' || name === 'cat') return [{ [name]: [text] }, { [name]: [read] }];
  return name === 'substr' ? [{ substr: [text, 1] }, { substr: [read, 1] }] : [{ [name]: [text, 'a'] }, { [name]: [read, 'a'] }];
}
