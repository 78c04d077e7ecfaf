import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../contract/json.ts';
import { compileCondition } from '../../../domain/expression/condition.ts';

const compiled = (check: Json) => compileCondition({ id: 'c', description: 'it holds', check });

describe('what a condition is written with', () => {
  it.each<[string, Json, Json[]]>([
    ['compares', { '==': [{ val: ['state', 'lamp', 'level'] }, 3] }, [3]],
    ['looks into a list', { in: [{ val: ['state', 'lamp', 'colour'] }, ['red', 'blue']] }, ['red', 'blue']],
    ['joins others', { and: [{ '>': [{ val: ['state', 'a', 'b'] }, 1] }, { '!=': [{ val: ['inputs', 'c'] }, ''] }] }, [1, '']],
    ['says a value twice', { or: [{ '==': [{ val: ['state', 'a'] }, true] }, { '==': [{ val: ['state', 'b'] }, true] }] }, [true]],
    ['only reads', { val: ['state', 'lamp', 'on'] }, []],
  ])('when it %s, then its literals are the values, and not the names of its paths', (_what, check, literals) => {
    expect(compiled(check).literals).toEqual(literals);
  });

  it.each<[string, Json, boolean]>([
    ['the state alone', { val: ['state', 'lamp', 'on'] }, false],
    ['an input', { '==': [{ val: ['inputs', 'level'] }, { val: ['state', 'lamp', 'level'] }] }, true],
    ['whatever a value names', { val: [{ val: ['state', 'lamp', 'name'] }, 'level'] }, true],
  ])('when it reads %s, then it is known whether it may need inputs', (_what, check, reads) => {
    expect(compiled(check).readsInputs).toBe(reads);
  });
});
