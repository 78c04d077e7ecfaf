import { describe, expect, it } from '@jest/globals';
import type { Components } from '../../../domain/action.ts';
import { changesTowards } from '../../../domain/state/changes-towards.ts';
import { applyChanges } from '../../../domain/state/patch.ts';
import { seeded } from '../given.ts';
import { randomChange } from './random-changes.ts';

const ROUNDS = 300;
const START: Components = { a: { list: [1, [2, 3], { x: 1 }] }, b: { x: 'y' }, c: {} };

const walk = (random: () => number, from: Components): Components => {
  let state = from;
  for (let step = 0; step < 8; step += 1) {
    try {
      state = applyChanges(state, [randomChange(random, state)]).components;
    } catch {
      continue; // Not every random change fits.
    }
  }
  return state;
};

describe('changesTowards', () => {
  it('when two states are random, then the changes make the one the other, either way', () => {
    const random = seeded(13_072);
    for (let round = 0; round < ROUNDS; round += 1) {
      const from = walk(random, START);
      const to = walk(random, from);
      for (const [one, other] of [[from, to], [to, from]] as const) expect(applyChanges(one, changesTowards(one, other)).components).toEqual(other);
    }
  });

  it.each<[string, Components, Components, Components]>([
    ['a component came later', { a: { x: 1 }, late: { y: 2 } }, { a: { x: 0 } }, { a: { x: 0 }, late: { y: 2 } }],
    ['a component is gone', { a: { x: 1 } }, { a: { x: 0 }, gone: { y: 2 } }, { a: { x: 0 } }],
    ['nothing differs', { a: { x: [1] } }, { a: { x: [1] } }, { a: { x: [1] } }],
    ['a list grows', { a: { x: [1] } }, { a: { x: [1, [2], 3] } }, { a: { x: [1, [2], 3] } }],
    ['a list inside a list shrinks', { a: { x: [[1, 2, 3], 4] } }, { a: { x: [[1]] } }, { a: { x: [[1]] } }],
    ['a list becomes an object with numbers for keys', { a: { x: [1] } }, { a: { x: { 0: 1, 1: 2 } } }, { a: { x: { 0: 1, 1: 2 } } }],
    ['an object gets a key that is a number', { a: { x: {} } }, { a: { x: { 1: 2 } } }, { a: { x: { 1: 2 } } }],
  ])('when %s, then what both have becomes the same', (_when, from, to, after) => {
    expect(applyChanges(from, changesTowards(from, to)).components).toEqual(after);
  });
});
