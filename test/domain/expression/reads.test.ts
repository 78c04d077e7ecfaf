import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../contract/json.ts';
import { compileExpression } from '../../../domain/expression/compile.ts';
import { compileCondition } from '../../../domain/expression/condition.ts';

const context: JsonObject = { state: { pump: { on: true, stops: [1, 2] } }, inputs: { name: 'pump', limit: 3 } };

function readsOf(expression: Json): [string, Json][] {
  const reads: [string, Json][] = [];
  compileExpression(expression).evaluate(context, (path, value) => reads.push([path.join('/'), value]));
  return reads;
}
const componentsOf = (check: Json) => compileCondition({ id: 'c', description: 'it holds', check }).reads;

describe('what an expression reads', () => {
  it.each<[string, Json, [string, Json][]]>([
    ['reads a path', { val: ['state', 'pump', 'on'] }, [['state/pump/on', true]]],
    ['reads what is missing', { val: ['state', 'valve', 'open'] }, [['state/valve/open', null]]],
    ['asks whether something exists', { exists: ['state', 'pump', 'on'] }, [['state/pump/on', true]]],
    ['reads by a path it works out', { val: ['state', { val: ['inputs', 'name'] }, 'on'] }, [['inputs/name', 'pump'], ['state/pump/on', true]]],
    ['goes through a list', { all: [{ val: ['state', 'pump', 'stops'] }, { '>': [{ val: [] }, 0] }] }, [['state/pump/stops', [1, 2]]]],
    ['climbs back to the context', { map: [[0], { val: [[2], 'inputs', 'limit'] }] }, [['inputs/limit', 3]]],
    ['stops early', { and: [false, { val: ['state', 'pump', 'on'] }] }, []],
    ['is a constant', 1, []],
  ])('when it %s, then its listener hears just that', (_what, expression, reads) => {
    expect(readsOf(expression)).toEqual(reads);
  });

  it.each<[string, Json, string[]]>([
    ['names one component twice', { and: [{ val: ['state', 'pump', 'on'] }, { val: ['state', 'pump', 'rpm'] }] }, ['pump']],
    ['names two', { '<': [{ val: ['state', 'pump', 'rpm'] }, { val: ['state', 'limits', 'rpm'] }] }, ['pump', 'limits']],
    ['works out a part below the component', { val: ['state', 'pump', { val: ['inputs', 'name'] }] }, ['pump']],
    ['works out the component', { val: ['state', { val: ['inputs', 'name'] }] }, ['*']],
    ['works out where it starts', { val: [{ cat: ['sta', 'te'] }, 'pump'] }, ['*']],
    ['reads the whole state', { val: ['state'] }, ['*']],
    ['reads the whole context', { val: [] }, ['*']],
    ['reads inputs only', { val: ['inputs', 'name'] }, []],
    ['reads an item that has a state', { map: [[1], { val: ['state', 'pump'] }] }, []],
    ['reads a component from inside an iteration', { map: [[1], { val: [[2], 'state', 'pump'] }] }, ['pump']],
    ['has it as plain data', { preserve: { val: ['state', 'pump'] } }, []],
  ])('when a condition %s, then it lists %j', (_what, check, components) => {
    expect(componentsOf(check)).toEqual(components);
  });
});

describe('a result', () => {
  it('when it comes from the context, then it shares nothing with it', () => {
    const value = compileExpression({ val: ['state', 'pump'] }).evaluate(context);
    expect(value).toEqual(context.state && { on: true, stops: [1, 2] });
    expect(JSON.stringify(value)).toBe('{"on":true,"stops":[1,2]}');
    const state = context.state;
    const original = state !== null && typeof state === 'object' && !Array.isArray(state) ? state.pump : undefined;
    expect(value).not.toBe(original);
  });

  it('when it is preserved data, then every evaluation has its own', () => {
    const expression = compileExpression({ preserve: { list: [1] } });
    expect(expression.evaluate(context)).not.toBe(expression.evaluate(context));
  });
});

describe('a condition', () => {
  it.each<[Json, boolean]>([
    [true, true],
    [false, false],
    [null, false],
    [0, false],
    [2, true],
    ['', false],
    ['0', true],
    [[], false],
    [[0], true],
  ])('when its result is %j, then whether it holds is %s', (result, holds) => {
    expect(compileCondition({ id: 'c', description: 'it holds', check: { preserve: result } }).holds({ state: {} })).toBe(holds);
  });

  it.each<[string, Json]>([
    ['an object, as of two operators in one', { '==': [1, 2], and: [true] }],
    ['an error', { '<': [{ val: ['state', 'x'] }, 1] }],
    ['inputs that an invariant does not have', { '<': [{ val: ['inputs', 'x'] }, 1] }],
  ])('when its result is %s, then it throws', (_what, check) => {
    const condition = compileCondition({ id: 'c', description: 'it holds', check });
    expect(() => condition.holds({ state: {} })).toThrow();
  });
});
