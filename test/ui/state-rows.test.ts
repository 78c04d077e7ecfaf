import { describe, expect, it } from '@jest/globals';
import { isChanged, stateRows } from '../../ui/parts/state-rows.ts';

describe('the lines of a component', () => {
  it('when objects are inside, then they are opened in the order of their schema', () => {
    const schema = { properties: { second: {}, first: { properties: { b: {}, a: {} } } } };
    expect(stateRows({ first: { a: 1, b: [2] }, other: {}, second: 0 }, schema)).toEqual([
      { place: ['second'], value: 0 },
      { place: ['first'], value: undefined },
      { place: ['first', 'b'], value: [2] },
      { place: ['first', 'a'], value: 1 },
      { place: ['other'], value: {} },
    ]);
  });

  it.each([
    ['the line itself changed', ['flag', 'rollout'], [['flag', 'rollout']], true],
    ['all that the line belongs to changed', ['flag', 'rollout'], [['flag']], true],
    ['its neighbour changed', ['flag', 'rollout'], [['flag', 'owner']], false],
    ['something inside a closed line changed', ['a', 'b', 'c'], [['a', 'b', 'c', 'd']], true],
    ['something inside a list changed', ['list'], [['list', '0']], true],
    ['nothing changed', ['flag'], [], false],
  ])('when %s, then the line says so', (_when, place, changed, expected) => {
    expect(isChanged(place, changed)).toBe(expected);
  });
});
