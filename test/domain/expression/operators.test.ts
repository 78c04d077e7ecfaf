import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../contract/json.ts';
import { compileExpression } from '../../../domain/expression/compile.ts';
import { ExpressionError } from '../../../domain/expression/expression-error.ts';
import { OPERATORS } from '../../../domain/expression/operators.ts';

const context: JsonObject = {
  state: { 'plant.pump': { on: false, rpm: 1200, stops: [10, 20, 30], label: null, 'a.b': 1 }, empty: {} },
  inputs: { rpm: 5, name: 'north', tags: ['a', 'b'], people: [{ name: 'Ada', age: 36 }, { name: 'Alan', age: 41 }] },
};
const evaluate = (expression: Json, data = context) => compileExpression(expression).evaluate(data);

const answers: readonly (readonly [Json, Json])[] = [
  // val
  [{ val: ['state', 'plant.pump', 'rpm'] }, 1200],
  [{ val: ['state', 'plant.pump', 'a.b'] }, 1],
  [{ val: ['state', 'plant.pump', 'a', 'b'] }, null],
  [{ val: ['state', 'plant.pump', 'stops', 1] }, 20],
  [{ val: ['state', 'plant.pump', 'stops', '2'] }, 30],
  [{ val: ['state', 'plant.pump', 'stops', 3] }, null],
  [{ val: ['state', 'plant.pump', 'stops', '01'] }, null],
  [{ val: ['state', 'plant.pump', 'stops', 'length'] }, null],
  [{ val: ['state', 'missing', 'deep'] }, null],
  [{ val: ['state', 'plant.pump', 'rpm', 'deeper'] }, null],
  [{ val: ['inputs', { cat: ['r', 'pm'] }] }, 5],
  [{ val: 'inputs' }, context.inputs ?? null],
  [{ val: 'state.plant' }, null],
  [{ val: [] }, context],
  // exists, ??
  [{ exists: ['state', 'plant.pump', 'label'] }, true],
  [{ exists: ['state', 'plant.pump', 'colour'] }, false],
  [{ exists: ['state', 'plant.pump', 'stops', 0] }, true],
  [{ exists: 'inputs' }, true],
  [{ '??': [{ val: ['state', 'plant.pump', 'label'] }, { val: 'nowhere' }, 'pump'] }, 'pump'],
  [{ '??': [0, 1] }, 0],
  [{ '??': { val: 'nowhere' } }, null],
  // == != === !==
  [{ '==': [1, 1] }, true],
  [{ '==': ['a', 'b'] }, false],
  [{ '==': [{ val: 'nowhere' }, 0] }, false],
  [{ '==': [{ val: 'nowhere' }, null] }, true],
  [{ '==': [[1, { preserve: { a: 2 } }], [1, { preserve: { a: 2 } }]] }, true],
  [{ '==': [{ preserve: { a: 1, b: 2 } }, { preserve: { b: 2, a: 1 } }] }, true],
  [{ '!=': [1, 2] }, true],
  [{ '!=': [null, 'a'] }, true],
  [{ '===': [1, '1'] }, false],
  [{ '===': [false, 0] }, false],
  [{ '===': [[], []] }, true],
  [{ '===': [[1], [1, 2]] }, false],
  [{ '!==': [1, '1'] }, true],
  [{ '!==': [{ preserve: { a: null } }, { preserve: { b: null } }] }, true],
  // ! !! and or if
  [{ '!': [false] }, true],
  [{ '!': { val: ['state', 'plant.pump', 'on'] } }, true],
  [{ '!': [[]] }, true],
  [{ '!!': ['0'] }, true],
  [{ '!!': [''] }, false],
  [{ '!!': [{ preserve: {} }] }, true],
  [{ and: [1, 'a', [1]] }, [1]],
  [{ and: [1, 0, { '/': [1, 0] }] }, 0],
  [{ or: [0, '', 'x', { '/': [1, 0] }] }, 'x'],
  [{ or: [0, false] }, false],
  [{ if: [false, 1, true, 2, 3] }, 2],
  [{ if: [false, 1, 0, 2, 3] }, 3],
  [{ if: [false, 1] }, null],
  [{ if: [true, 1, { '/': [1, 0] }] }, 1],
  // < <= > >=
  [{ '<': [1, 2] }, true],
  [{ '<=': [0, { val: ['state', 'plant.pump', 'rpm'] }, 3000] }, true],
  [{ '<=': [0, 3001, 3000] }, false],
  [{ '<': [1, 2, 2] }, false],
  [{ '>': [3, 2, 1] }, true],
  [{ '>': [3, 2, 2] }, false],
  [{ '>=': [3, 3, 1, 1] }, true],
  [{ '<': ['a', 'b'] }, true],
  [{ '<=': ['2026-01-02', '2026-01-10'] }, true],
  // + - * / % min max
  [{ '+': [1, 2, 3] }, 6],
  [{ '+': 4 }, 4],
  [{ '-': [5, 2] }, 3],
  [{ '-': 5 }, -5],
  [{ '-': 0 }, 0],
  [{ '*': [2, 3, 4] }, 24],
  [{ '/': [3, 2] }, 1.5],
  [{ '%': [7, 3] }, 1],
  [{ '%': [-7, 3] }, -1],
  [{ min: [3, 1, 2] }, 1],
  [{ max: [3, { val: ['inputs', 'rpm'] }] }, 5],
  // cat substr starts_with ends_with
  [{ cat: ['pump ', { val: ['inputs', 'rpm'] }, ' ', true] }, 'pump 5 true'],
  [{ cat: 'a' }, 'a'],
  [{ substr: ['gatehouse', 4] }, 'house'],
  [{ substr: ['gatehouse', -5] }, 'house'],
  [{ substr: ['gatehouse', 0, 4] }, 'gate'],
  [{ substr: ['gatehouse', 4, -2] }, 'hou'],
  [{ substr: ['👍ok', 0, 1] }, '👍'],
  [{ starts_with: ['north', 'no'] }, true],
  [{ ends_with: ['a@staff.example', '@staff.example'] }, true],
  [{ ends_with: ['a@staff.example.com', '@staff.example'] }, false],
  // in merge length
  [{ in: ['a', { val: ['inputs', 'tags'] }] }, true],
  [{ in: [1, ['1']] }, false],
  [{ in: ['or', 'north'] }, true],
  [{ merge: [[1, 2], 3, [], [[4]]] }, [1, 2, 3, [4]]],
  [{ length: { val: ['inputs', 'tags'] } }, 2],
  [{ length: 'abc' }, 3],
  [{ length: '👍' }, 1],
  [{ length: { val: ['state', 'empty'] } }, 0],
  // map filter reduce all some none
  [{ map: [[1, 2, 3], { '*': [{ val: [] }, 2] }] }, [2, 4, 6]],
  [{ map: [{ val: ['inputs', 'people'] }, { val: 'name' }] }, ['Ada', 'Alan']],
  [{ map: [['a', 'b'], { cat: [{ val: [[1], 'index'] }, { val: [] }] }] }, ['0a', '1b']],
  [{ map: [[1, 2], { '+': [{ val: [] }, { val: [[2], 'inputs', 'rpm'] }] }] }, [6, 7]],
  [{ map: [[1, 2], { '+': [{ val: [] }, { val: [[-2], 'inputs', 'rpm'] }] }] }, [6, 7]],
  [{ map: [[1, 2], { map: [[10, 20], { '+': [{ val: [] }, { val: [[2]] }, { val: [[4], 'inputs', 'rpm'] }] }] }] }, [[16, 26], [17, 27]]],
  [{ map: [[1, 2], { map: [[10], { val: [[3], 'index'] }] }] }, [[0], [1]]],
  [{ filter: [{ val: ['inputs', 'people'] }, { '>': [{ val: 'age' }, 40] }] }, [{ name: 'Alan', age: 41 }]],
  [{ reduce: [[1, 2, 3], { '+': [{ val: 'current' }, { val: 'accumulator' }] }, 10] }, 16],
  [{ reduce: [['a'], { '??': [{ val: 'accumulator' }, { val: 'current' }] }] }, 'a'],
  [{ reduce: [[1, 2], { '+': [{ val: 'accumulator' }, { '*': [{ val: 'current' }, { val: [[2], 'inputs', 'rpm'] }] }] }, 0] }, 15],
  [{ all: [[1, 2], { '>': [{ val: [] }, 0] }] }, true],
  [{ all: [[], true] }, false],
  [{ some: [[1, 2], { '>': [{ val: [] }, 1] }] }, true],
  [{ some: [[], true] }, false],
  [{ none: [[1, 2], { '>': [{ val: [] }, 2] }] }, true],
  [{ none: [[], true] }, true],
  // preserve and literals
  [{ preserve: { val: ['state'] } }, { val: ['state'] }],
  [{ preserve: [1, { '+': [1, 1] }] }, [1, { '+': [1, 1] }]],
  [{ enabled: true, rollout: { val: ['inputs', 'rpm'] } }, { enabled: true, rollout: 5 }],
  [[1, { '+': [1, 1] }], [1, 2]],
  [null, null],
];

const errors: readonly (readonly [Json, RegExp])[] = [
  [{ '==': [1, '1'] }, /'==' compares values of one kind, not a number with a text/],
  [{ '!=': [true, 1] }, /one kind/],
  [{ '<': [1, '2'] }, /not a number with a text/],
  [{ '<': [{ val: 'nowhere' }, 2] }, /not nothing with a number/],
  [{ '<=': [0, 5, { val: 'nowhere' }] }, /not a number with nothing/],
  [{ '>': [[2], [1]] }, /not a list with a list/],
  [{ '+': ['1', 2] }, /'\+' works on numbers, not on a text/],
  [{ '+': [{ val: 'nowhere' }, 2] }, /not on nothing/],
  [{ '-': [true] }, /not on true or false/],
  [{ max: [[1, 2]] }, /not on a list/],
  [{ cat: ['a', null] }, /not nothing/],
  [{ cat: [[1]] }, /not a list/],
  [{ substr: [5, 1] }, /works on texts/],
  [{ substr: ['a', 0.5] }, /whole numbers/],
  [{ starts_with: [null, 'a'] }, /works on texts, not on nothing/],
  [{ ends_with: ['a', 1] }, /works on texts/],
  [{ in: ['a', null] }, /not into nothing/],
  [{ in: [1, '123'] }, /not for a number/],
  [{ length: 3 }, /not a number/],
  [{ length: [null] }, /not nothing/],
  [{ map: [{ val: 'nowhere' }, 1] }, /'map' goes through a list, not nothing/],
  [{ reduce: ['abc', 1] }, /not a text/],
  [{ all: [{ val: 'inputs' }, true] }, /not an object/],
  [{ val: ['state', { val: 'nowhere' }] }, /a path segment is a text or a list index, not nothing/],
  [{ val: ['state', { '-': 1 }] }, /path segment/],
];

describe('an operator', () => {
  it.each(answers)('when %j is evaluated, then it is %j', (expression, value) => {
    expect(evaluate(expression)).toEqual(value);
  });

  it.each(errors)('when %j is evaluated, then it is an error like %s', (expression, message) => {
    expect(() => evaluate(expression)).toThrow(ExpressionError);
    expect(() => evaluate(expression)).toThrow(message);
  });

  it('when an operator is in the closed list, then a table has it', () => {
    const tables = JSON.stringify([...answers, ...errors].map(([expression]) => expression));
    expect([...OPERATORS.keys()].filter((name) => !tables.includes(`${JSON.stringify(name)}:`))).toEqual([]);
  });

  it('when the list is closed, then it is the one that is promised', () => {
    const promised = 'val exists ?? == === != !== ! !! and or if < <= > >= + - * / % min max cat substr in merge map filter reduce all some none length starts_with ends_with preserve';
    expect([...OPERATORS.keys()].toSorted()).toEqual(promised.split(' ').toSorted());
  });
});
