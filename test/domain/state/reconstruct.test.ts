import { describe, expect, it } from '@jest/globals';
import type { DiffEntry } from '../../../contract/execution.ts';
import type { Change, Components } from '../../../domain/action.ts';
import { compareStates } from '../../../domain/state/compare.ts';
import { applyChanges, PatchError } from '../../../domain/state/patch.ts';
import { type Base, type Delta, HistoryGap, reconstruct } from '../../../domain/state/reconstruct.ts';
import { replay } from '../../../domain/state/replay.ts';
import { frozen, seeded } from '../given.ts';
import { applyDiff } from './apply-diff.ts';
import { randomChange } from './random-changes.ts';

const START: Components = { a: { list: [1, 2, [3]], o: { p: { q: 0 } } }, b: { x: 'y' }, c: {} };
const ROUNDS = 15;
const LENGTH = 30;

type History = { states: Components[]; deltas: Delta[]; checkpoints: Base[] };

/** A history of random commits, each of one to three changes, with checkpoints at odd distances. */
function randomHistory(random: () => number): History {
  const history: History = { states: [frozen(START)], deltas: [], checkpoints: [{ version: 0, components: frozen(START) }] };
  while (history.states.length <= LENGTH) {
    let state = history.states.at(-1)!;
    const changes: Change[] = [];
    for (let count = 1 + Math.floor(random() * 3); count > 0; count -= 1) {
      const change = randomChange(random, state);
      changes.push(change);
      state = applyChanges(state, [change]).components;
    }
    const { components, diff } = applyChanges(history.states.at(-1)!, changes);
    if (diff.length === 0) continue;
    const version = history.states.length;
    history.states.push(frozen(components));
    history.deltas.push({ version, diff });
    if (random() < 0.2) history.checkpoints.push({ version, components: frozen(components) });
  }
  return history;
}

describe('reconstruct', () => {
  it('when histories are random, then every version is told from every checkpoint before it as it was stored', () => {
    const random = seeded(20_261_122);
    for (let round = 0; round < ROUNDS; round += 1) {
      const { states, deltas, checkpoints } = randomHistory(random);
      for (const [version, state] of states.entries()) {
        for (const base of checkpoints.filter((checkpoint) => checkpoint.version <= version)) {
          expect(reconstruct(base, deltas.slice(base.version, version), version)).toEqual(state);
        }
      }
    }
  });

  it.each<[string, number[], number]>([
    ['the first delta is missing', [2, 3], 3],
    ['a delta in the middle is missing', [1, 3], 3],
    ['the last delta is missing', [1, 2], 3],
    ['there is one delta too many', [1, 2, 3], 2],
  ])('when %s, then the version cannot be told', (_when, versions, version) => {
    const deltas = versions.map((one) => ({ version: one, diff: [] }));
    expect(() => reconstruct({ version: 0, components: START }, deltas, version)).toThrow(HistoryGap);
  });

  it.each<[string, DiffEntry]>([
    ['replaces what is not there', { op: 'replace', path: '/c/ghost', value: 1, old: 0 }],
    ['adds what is there', { op: 'add', path: '/b/x', value: 1 }],
    ['goes through a text', { op: 'replace', path: '/b/x/y', value: 1, old: 0 }],
    ['lies outside a list', { op: 'remove', path: '/a/list/3', old: 1 }],
    ['has no value', { op: 'replace', path: '/b/x', old: 'y' }],
    ['makes a component a list', { op: 'replace', path: '/b', value: [], old: {} }],
  ])('when an entry %s, then it does not fit', (_when, entry) => {
    expect(() => replay(frozen(START), [entry])).toThrow(PatchError);
  });
});

describe('compareStates', () => {
  it('when two versions of a random history are compared, then the diff leads from one to the other, either way', () => {
    const random = seeded(7);
    for (let round = 0; round < ROUNDS; round += 1) {
      const { states } = randomHistory(random);
      const pick = () => states[Math.floor(random() * states.length)]!;
      for (const [from, to] of [[pick(), pick()], [states[0]!, states.at(-1)!], [states.at(-1)!, states[0]!]] as const) {
        expect(applyDiff(from, compareStates(from, to))).toEqual(to);
      }
    }
  });

  it('when nothing differs, then there is nothing in the diff', () => {
    expect(compareStates(START, structuredClone(START))).toEqual([]);
  });
});
