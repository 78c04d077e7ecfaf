import { describe, expect, it } from '@jest/globals';
import type { DiffEntry } from '../../contract/execution.ts';
import { applyDiff } from '../../ui/data/apply-diff.ts';

const state = { 'demo.counter': { value: 3 }, list: { items: ['a', 'b'], 'a/b': { on: true } } };

describe('a diff on the state that the page shows', () => {
  it.each([
    ['a value is replaced', [{ op: 'replace', path: '/demo.counter/value', value: 4, old: 3 }], { 'demo.counter': { value: 4 } }],
    ['a name with a slash is meant', [{ op: 'replace', path: '/list/a~1b/on', value: false }], { list: { items: ['a', 'b'], 'a/b': { on: false } } }],
    ['an entry is put into a list', [{ op: 'add', path: '/list/items/1', value: 'x' }], { list: { items: ['a', 'x', 'b'], 'a/b': { on: true } } }],
    ['an entry is appended', [{ op: 'add', path: '/list/items/-', value: 'c' }], { list: { items: ['a', 'b', 'c'], 'a/b': { on: true } } }],
    ['an entry leaves a list', [{ op: 'remove', path: '/list/items/0' }], { list: { items: ['b'], 'a/b': { on: true } } }],
    ['a name is removed', [{ op: 'remove', path: '/list/a~1b' }], { list: { items: ['a', 'b'] } }],
    ['several changes come in order', [{ op: 'replace', path: '/demo.counter/value', value: 4 }, { op: 'replace', path: '/demo.counter/value', value: 9 }], { 'demo.counter': { value: 9 } }],
    ['a component is added', [{ op: 'add', path: '/pump', value: { on: false } }], { pump: { on: false } }],
  ] as const satisfies readonly (readonly [string, DiffEntry[], object])[])('when %s, then that alone differs', (_what, diff, changed) => {
    const before = structuredClone(state);
    expect(applyDiff(state, diff)).toEqual({ ...state, ...changed });
    expect(state).toEqual(before);
  });

  it.each([
    ['it leads nowhere', [{ op: 'replace', path: '/nothing/at/all', value: 1 }]],
    ['its index is past the end', [{ op: 'add', path: '/list/items/7', value: 1 }]],
    ['it hides a value', [{ op: 'replace', path: '/demo.counter/value', value: { redacted: true, hmac: 'x', bytes: 4 } }]],
    ['it would leave no state of a component', [{ op: 'replace', path: '/demo.counter', value: 3 }]],
  ] as const satisfies readonly (readonly [string, DiffEntry[]])[])('when %s, then nothing is shown on its word', (_what, diff) => {
    expect(applyDiff(state, diff)).toBeNull();
  });
});
