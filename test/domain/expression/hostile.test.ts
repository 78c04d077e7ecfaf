import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../contract/json.ts';
import { compileExpression } from '../../../domain/expression/compile.ts';
import { ExpressionError } from '../../../domain/expression/expression-error.ts';
import { hostileExpressions } from './hostile-expressions.ts';

const compileText = (text: string) => compileExpression(JSON.parse(text) as Json);

const context = (parts: { [name: string]: Json } = {}) => ({ state: {}, inputs: {}, ...parts });
const doubling = (step: Json, times: number): Json => ({ reduce: [Array.from({ length: times }, () => 0), step, ['x']] });

describe('a hostile expression', () => {
  it('when they are counted, then there are at least a hundred, all different', () => {
    expect(new Set(hostileExpressions.map(([, text]) => text)).size).toBe(hostileExpressions.length);
    expect(hostileExpressions.length).toBeGreaterThanOrEqual(100);
  });

  it.each(hostileExpressions)('when it tries %s, then it is refused at load', (_what, text) => {
    expect(() => compileText(text)).toThrow(ExpressionError);
  });

  it('when it uses var, then the refusal advises val', () => {
    expect(() => compileText('{"!": [{"var": "x"}]}')).toThrow(/use 'val'/);
  });

  it('when it is refused, then the error names the place', () => {
    expect.assertions(1);
    try {
      compileText('{"and": [true, {"==": [1, {"nope": 2}]}]}');
    } catch (error) {
      expect(error).toMatchObject({ path: '/and/1/==/1' });
    }
  });
});

describe('what stays inside the limits', () => {
  it.each([
    ['32 negations', `${'{"!":'.repeat(32)}true${'}'.repeat(32)}`, true],
    ['1,000 nodes', `{"length":[[${Array.from({ length: 998 }, () => '1').join()}]]}`, 998],
    ['a name like an operator, preserved', '{"preserve": {"var": "x"}}', { var: 'x' }],
    ['operators as names beside others', '{"min": 0, "max": 100}', { min: 0, max: 100 }],
    ['an empty object', '{}', {}],
    ['the word constructor as a text', '{"==": ["constructor", "constructor"]}', true],
  ])('when it has %s, then it is allowed', (_what, text, value) => {
    expect(compileText(text).evaluate(context())).toEqual(value);
  });
});

describe('an expression that turns hostile while it runs', () => {
  it.each<[string, Json, RegExp]>([
    ['builds a hostile name', { val: ['state', { cat: ['__pro', 'to__'] }] }, /not allowed/],
    ['builds constructor', { val: ['state', { cat: ['construct', 'or'] }] }, /not allowed/],
    ['asks exists for a built name', { exists: [{ cat: ['proto', 'type'] }] }, /not allowed/],
    ['doubles a text forever', { reduce: [Array.from({ length: 60 }, () => 0), { cat: [{ val: 'accumulator' }, { val: 'accumulator' }] }, 'x'] }, /steps/],
    ['doubles a list', doubling({ merge: [{ val: 'accumulator' }, { val: 'accumulator' }] }, 60), /steps/],
    ['doubles a tree', doubling([{ val: 'accumulator' }, { val: 'accumulator' }], 60), /steps/],
    ['compares doubled trees', { '===': [doubling([{ val: 'accumulator' }, { val: 'accumulator' }], 40), doubling([{ val: 'accumulator' }, { val: 'accumulator' }], 40)] }, /steps/],
    ['nests without end', doubling([{ val: 'accumulator' }], 200), /nested deeper/],
    ['overflows', { '*': [1e308, 10] }, /finite/],
    ['divides by zero', { '/': [1, 0] }, /finite/],
    ['takes the remainder of zero', { '%': [1, 0] }, /finite/],
  ])('when it %s, then it ends in an error', (_what, expression, message) => {
    const run = () => compileExpression(expression).evaluate(context());
    expect(run).toThrow(ExpressionError);
    expect(run).toThrow(message);
  });

  it('when it loops over a long list three deep, then its steps run out fast', () => {
    const around = (levels: number): Json => ({ val: [[levels], 'inputs', 'list'] });
    const expression: Json = { map: [{ val: ['inputs', 'list'] }, { map: [around(2), { map: [around(4), { '+': [1, 1] }] }] }] };
    const list = Array.from({ length: 1_000 }, () => 0);
    const startedAt = performance.now();
    expect(() => compileExpression(expression).evaluate(context({ inputs: { list } }))).toThrow(/steps/);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('when state has a hostile inherited name, then only own properties are read', () => {
    const expression = compileExpression({ val: ['state', 'toString'] });
    expect(expression.evaluate(context())).toBeNull();
    expect(compileExpression({ val: ['inputs', 'length'] }).evaluate(context({ inputs: [1, 2] }))).toBeNull();
    expect(compileExpression({ val: ['inputs', 'length'] }).evaluate(context({ inputs: 'abc' }))).toBeNull();
  });
});
