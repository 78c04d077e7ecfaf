import { describe, expect, it } from '@jest/globals';
import type { DiffEntry } from '../../../contract/execution.ts';
import type { Components } from '../../../domain/action.ts';
import type { Outcome } from '../../../domain/execution/run-intent.ts';
import { foldDiff } from '../../../domain/plan/fold-diff.ts';
import { fold, type Fold } from '../../../domain/plan/fold.ts';
import { applyChanges } from '../../../domain/state/patch.ts';
import { frozen, seeded } from '../given.ts';
import { applyDiff } from '../state/apply-diff.ts';
import { randomChange } from '../state/random-changes.ts';

const replace = (path: string, old: number, value: number): DiffEntry => ({ op: 'replace', path, value, old });

describe('foldDiff', () => {
  it.each<[string, DiffEntry[], DiffEntry[]]>([
    ['one place is written twice', [replace('/a/x', 1, 2), replace('/a/x', 2, 3)], [replace('/a/x', 1, 3)]],
    ['a place ends as it began', [replace('/a/x', 1, 2), replace('/a/y', 5, 6), replace('/a/x', 2, 1)], [replace('/a/y', 5, 6)]],
    ['an added place is written', [{ op: 'add', path: '/a/x', value: 1 }, replace('/a/x', 1, 2)], [{ op: 'add', path: '/a/x', value: 2 }]],
    ['its parent is written between', [replace('/a/x', 1, 2), { op: 'replace', path: '/a', value: { x: 9 }, old: { x: 2 } }, replace('/a/x', 9, 3)], [replace('/a/x', 1, 2), { op: 'replace', path: '/a', value: { x: 9 }, old: { x: 2 } }, replace('/a/x', 9, 3)]],
    ['a name only begins alike', [replace('/a/x', 1, 2), replace('/a/xy', 1, 2), replace('/a/x', 2, 3)], [replace('/a/x', 1, 3), replace('/a/xy', 1, 2)]],
    [
      'an item before it was removed between, then the index means another item',
      [replace('/a/l/1', 1, 2), { op: 'remove', path: '/a/l/0', old: 0 }, replace('/a/l/1', 7, 8)],
      [replace('/a/l/1', 1, 2), { op: 'remove', path: '/a/l/0', old: 0 }, replace('/a/l/1', 7, 8)],
    ],
  ])('when %s, then the fold says so', (_when, entries, folded) => {
    expect(foldDiff(entries)).toEqual(folded);
  });

  it('when diffs of random sequences are folded, then the fold applied to the first state gives the last one', () => {
    const random = seeded(7);
    for (let round = 0; round < 300; round += 1) {
      const start: Components = { a: { list: [1, 2, { k: 0 }], o: { p: 1 } }, b: { x: 0 } };
      const entries: DiffEntry[] = [];
      let state = start;
      for (let step = 0; step < 12; step += 1) {
        const next = applyChanges(state, [randomChange(random, state)]);
        entries.push(...next.diff);
        state = next.components;
      }
      const folded = foldDiff(entries);
      expect(folded.length).toBeLessThanOrEqual(entries.length);
      expect(applyDiff(start, folded)).toEqual(state);
    }
  });
});

describe('fold', () => {
  const before: Fold = {
    state: frozen({ lamp: { level: 0 }, fuse: { limit: 5 } }),
    version: 4,
    usage: { rate: { perMinute: [null, 10, 20], perHour: [1, 2, 3] }, succeededToday: 2, spentToday: 0.2, actionSpentToday: { 'lamp.dim': 0.1 } },
  };
  const outcome: Outcome = {
    ...{ status: 'success', actionId: 'lamp.dim@v2', inputs: {}, message: '', error: null, trace: [], cost: 0.1, effects: [], holds: [] },
    ...{ diff: [replace('/lamp/level', 0, 1)], changed: { lamp: { level: 1 } } },
  };
  const policy = { actionBudgets: { 'lamp.dim': { daily: 9 } } };

  it('when a success moved the state, then state, version, rates, quota and budgets move', () => {
    expect(fold(before, outcome, policy)).toEqual({
      state: { lamp: { level: 1 }, fuse: { limit: 5 } },
      version: 5,
      usage: { rate: { perMinute: [10, 20], perHour: [2, 3] }, succeededToday: 3, spentToday: 0.3, actionSpentToday: { 'lamp.dim': 0.2 } },
    });
  });

  it('when a success changed nothing, then the version stays and it counts all the same', () => {
    expect(fold(before, { ...outcome, diff: [], changed: {} }, {})).toMatchObject({ version: 4, usage: { succeededToday: 3, spentToday: 0.3, actionSpentToday: { 'lamp.dim': 0.1 } } });
  });

  it('when it failed, then it counts for the rates alone', () => {
    expect(fold(before, { ...outcome, status: 'failed' }, policy)).toEqual({ ...before, usage: { ...before.usage, rate: { perMinute: [10, 20], perHour: [2, 3] } } });
  });

  it('when it was refused, then nothing moves', () => {
    expect(fold(before, { ...outcome, status: 'rejected' }, policy)).toBe(before);
  });
});
