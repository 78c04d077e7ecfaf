import { describe, expect, it } from '@jest/globals';
import type { DiffEntry } from '../../../contract/execution.ts';
import type { Json } from '../../../contract/json.ts';
import type { Change, Components } from '../../../domain/action.ts';
import { applyChanges, PatchError } from '../../../domain/state/patch.ts';
import { frozen, seeded } from '../given.ts';
import { applyDiff } from './apply-diff.ts';
import { randomChange } from './random-changes.ts';

const START: Components = { a: { n: 1, list: [1, { k: 'x' }, [true]], 'odd/na~me': null, '': 'empty' }, b: {} };
const patched = (...changes: Change[]) => applyChanges(frozen(START), changes);

describe('applyChanges', () => {
  it.each<[string, Change, DiffEntry]>([
    ['replaces a value', { path: ['a', 'n'], value: 2 }, { op: 'replace', path: '/a/n', value: 2, old: 1 }],
    ['adds a member', { path: ['b', 'new'], value: { x: 1 } }, { op: 'add', path: '/b/new', value: { x: 1 } }],
    ['removes a member', { path: ['a', 'n'], remove: true }, { op: 'remove', path: '/a/n', old: 1 }],
    ['replaces an item', { path: ['a', 'list', 0], value: 9 }, { op: 'replace', path: '/a/list/0', value: 9, old: 1 }],
    ['takes a written index', { path: ['a', 'list', '0'], value: 9 }, { op: 'replace', path: '/a/list/0', value: 9, old: 1 }],
    ['appends to a list', { path: ['a', 'list', '-'], value: null }, { op: 'add', path: '/a/list/3', value: null }],
    ['removes an item', { path: ['a', 'list', 1], remove: true }, { op: 'remove', path: '/a/list/1', old: { k: 'x' } }],
    ['goes through a list', { path: ['a', 'list', 1, 'k'], value: 'y' }, { op: 'replace', path: '/a/list/1/k', value: 'y', old: 'x' }],
    ['appends to a list in a list', { path: ['a', 'list', 2, '-'], value: false }, { op: 'add', path: '/a/list/2/1', value: false }],
    ['escapes names', { path: ['a', 'odd/na~me'], value: 0 }, { op: 'replace', path: '/a/odd~1na~0me', value: 0, old: null }],
    ['takes an empty name', { path: ['a', ''], remove: true }, { op: 'remove', path: '/a/', old: 'empty' }],
    ['takes a number as a name', { path: ['b', 7], value: 1 }, { op: 'add', path: '/b/7', value: 1 }],
    ['replaces a whole component', { path: ['b'], value: { z: 1 } }, { op: 'replace', path: '/b', value: { z: 1 }, old: {} }],
    ['keeps null apart from absence', { path: ['b', 'none'], value: null }, { op: 'add', path: '/b/none', value: null }],
    ['a name from the prototype chain is absent', { path: ['b', 'toString'], value: 1 }, { op: 'add', path: '/b/toString', value: 1 }],
  ])('when a change %s, then it is recorded with what it replaced', (_when, change, entry) => {
    const { components, diff } = patched(change);
    expect(diff).toEqual([entry]);
    expect(applyDiff(START, diff)).toEqual(components);
  });

  it.each<[string, Change]>([
    ['the same value', { path: ['a', 'n'], value: 1 }],
    ['an equal object', { path: ['a', 'list', 1], value: { k: 'x' } }],
    ['-0 for 0', { path: ['b', 'zero'], value: -0 }],
    ['a removal of nothing', { path: ['b', 'ghost'], remove: true }],
  ])('when a change is %s, then it is not recorded and the component stays the same object', (when, change) => {
    const start = frozen({ ...START, b: when.startsWith('-0') ? { zero: 0 } : {} });
    const { components, diff } = applyChanges(start, [change]);
    expect(diff).toEqual([]);
    expect([components.a, components.b]).toEqual([start.a, start.b]);
    expect(components.a).toBe(start.a);
    expect(components.b).toBe(start.b);
  });

  it.each<[string, Change]>([
    ['a missing parent', { path: ['a', 'no', 'way'], value: 1 }],
    ['a missing component', { path: ['ghost', 'x'], value: 1 }],
    ['a number as a parent', { path: ['a', 'n', 'x'], value: 1 }],
    ['null as a parent', { path: ['a', 'odd/na~me', 'x'], value: 1 }],
    ['an index past the end', { path: ['a', 'list', 3], value: 1 }],
    ['a negative index', { path: ['a', 'list', -1], value: 1 }],
    ['a fraction as an index', { path: ['a', 'list', 0.5], value: 1 }],
    ['an empty index', { path: ['a', 'list', ''], value: 1 }],
    ['an index with a leading zero', { path: ['a', 'list', '01'], value: 1 }],
    ['a hexadecimal index', { path: ['a', 'list', '0x1'], value: 1 }],
    ['a word as an index', { path: ['a', 'list', 'length'], value: 1 }],
    ['- on the way', { path: ['a', 'list', '-', 'k'], value: 1 }],
    ['- to remove', { path: ['a', 'list', '-'], remove: true }],
    ['__proto__', { path: ['a', '__proto__', 'x'], value: 1 }],
    ['constructor', { path: ['a', 'constructor'], value: 1 }],
    ['prototype', { path: ['prototype', 'x'], value: 1 }],
    ['the removal of a component', { path: ['a'], remove: true }],
    ['a list as a component', { path: ['a'], value: [] }],
  ])('when a path has %s, then it is a PatchError', (_when, change) => {
    expect(() => patched(change)).toThrow(PatchError);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  it('when random changes are applied, then the diff applied to the old state gives the new one, and every old value is true', () => {
    const random = seeded(20_260_615);
    for (let round = 0; round < 150; round += 1) {
      let state: Components = frozen({ a: { list: [1, 2, [3]], o: { p: { q: 0 } } }, b: { x: 'y' } });
      for (let step = 0; step < 8; step += 1) {
        const change = randomChange(random, state);
        const { components, diff } = applyChanges(state, [change]);
        expect(applyDiff(state, diff)).toEqual(components);
        state = frozen(components);
      }
    }
  });

  it('when many changes come at once, then they are applied in order, each on what the one before left', () => {
    const value: Json = { deep: [] };
    const { components, diff } = patched({ path: ['b', 'v'], value }, { path: ['b', 'v', 'deep', '-'], value: 1 }, { path: ['b', 'v', 'deep', 0], value: 2 });
    expect(components.b).toEqual({ v: { deep: [2] } });
    expect(value).toEqual({ deep: [] });
    expect(applyDiff(START, diff)).toEqual(components);
  });
});
