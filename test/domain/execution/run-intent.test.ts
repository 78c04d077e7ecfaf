import { describe, expect, it } from '@jest/globals';
import type { ActionDeclaration } from '../../../domain/action.ts';
import { runIntent } from '../../../domain/execution/run-intent.ts';
import { createFootprints } from '../../../domain/footprint.ts';
import { action, catalog, component, condition, facts, frozen } from '../given.ts';

const lampAndFuse = [component({ initialState: { level: 0, list: [] } }), component({ id: 'fuse', initialState: { limit: 5 } })];

function run(change: Partial<ActionDeclaration>, components = lampAndFuse) {
  const known = action(change);
  const state = frozen(Object.fromEntries(components.map(({ id, initialState }) => [id, initialState])));
  const before = structuredClone(state);
  const outcome = runIntent(facts({ action: known, state }), createFootprints(catalog([known], components)));
  expect(state).toEqual(before);
  return outcome;
}

describe('runIntent', () => {
  it('when an intent passes, then it tells the diff, the whole changed components, the cost and what would leave', () => {
    const outcome = run({ cost: () => 4, effects: ({ inputs }) => [{ kind: 'http', request: { level: inputs.level ?? null } }] });
    expect(outcome).toMatchObject({
      ...{ status: 'success', actionId: 'lamp.dim@v1', error: null, cost: 4, message: 'Dim the lamp: lamp level 0 → 3.' },
      diff: [{ op: 'replace', path: '/lamp/level', value: 3, old: 0 }],
      changed: { lamp: { level: 3, list: [] } },
      effects: [{ kind: 'http', request: { level: 3 } }],
    });
  });

  it('when nothing had to change, then no component is changed, and the cost is due all the same', () => {
    const outcome = run({ handle: () => [{ path: ['lamp', 'level'], value: 0 }] });
    expect(outcome).toMatchObject({ status: 'success', diff: [], changed: {}, cost: 1, message: 'Dim the lamp: nothing had to change.' });
  });

  it('when one of two targets moves, then only that one is changed', () => {
    const outcome = run({ targets: ['lamp', 'fuse'], handle: () => [{ path: ['lamp', 'level'], value: 1 }, { path: ['fuse', 'limit'], value: 5 }] });
    expect(Object.keys(outcome.changed)).toEqual(['lamp']);
  });

  const breaches: [string, string, Partial<ActionDeclaration>, typeof lampAndFuse?, object?][] = [
    ['the handler throws', 'handler_error', { handle: () => { throw new Error('no bulb'); } }, undefined, { detail: 'Dim the lamp could not be worked out: no bulb' }],
    ['the effects cannot be worked out', 'handler_error', { effects: () => { throw new Error('no wire'); } }],
    ['a path leads nowhere', 'handler_error', { handle: () => [{ path: ['lamp', 'colour', 'red'], value: 1 }] }],
    ['a path is empty', 'undeclared_effect', { handle: () => [{ path: [], value: 1 }] }],
    ['the result is no number', 'handler_error', { handle: () => [{ path: ['lamp', 'new'], value: Number.NaN }] }],
    ['the result is infinite', 'handler_error', { handle: () => [{ path: ['lamp', 'level'], value: { deep: [Infinity] } }] }],
    ['the result is half a character', 'handler_error', { handle: () => [{ path: ['lamp', 'level'], value: 'a\ud83d' }] }],
    ['the result holds NUL', 'handler_error', { handle: () => [{ path: ['lamp', 'level'], value: { 'a\0': 1 } }] }],
    ['a component is replaced by a number', 'handler_error', { handle: () => [{ path: ['lamp'], value: 1 }] }],
    ['a component is removed', 'handler_error', { handle: () => [{ path: ['lamp'], remove: true }] }],
    ['a change is outside the targets', 'undeclared_effect', { handle: () => [{ path: ['lamp', 'level'], value: 2 }, { path: ['fuse', 'limit'], value: 9 }] }, undefined, { rule: 'fuse' }],
    ['the state would not fit', 'state_schema_violation', {}, [component({ checkState: () => [{ path: '/level', message: 'expected text' }] })], { rule: 'lamp' }],
    ['an invariant breaks', 'invariant_violation', {}, [component({ invariants: [condition({ id: 'dark', holds: ({ state }) => state.lamp?.level === 0 })] })], { rule: 'dark' }],
    ['an invariant of another component that reads this one breaks', 'invariant_violation', {}, [component(), component({ id: 'fuse', invariants: [condition({ id: 'fused', reads: ['lamp', 'fuse'], holds: () => false })] })], { rule: 'fused' }],
    ['an invariant errs', 'invariant_error', {}, [component({ invariants: [condition({ id: 'odd', holds: () => { throw new Error('nothing here'); } })] })], { rule: 'odd' }],
  ];

  const rows = breaches.map(([when, code, change, components = lampAndFuse, error = {}]) => [when, code, change, components, error] as const);

  it.each(rows)('when %s, then it fails with %s and leaves nothing', (_when, code, change, components, error) => {
    const outcome = run(change, components);
    expect(outcome).toMatchObject({ status: 'failed', error: { code, gate: null, ...error }, diff: [], changed: {}, cost: 0, effects: [] });
    expect(outcome.trace.every(({ verdict }) => verdict === 'pass')).toBe(true);
  });

  it('when a component that does not change breaks its own invariant already, then an unrelated action still runs', () => {
    const broken = component({ id: 'fuse', invariants: [condition({ reads: ['fuse'], holds: () => false })] });
    expect(run({}, [component(), broken]).status).toBe('success');
  });

  it('when a gate refuses, then the inputs are recorded as they were sent', () => {
    const outcome = runIntent(facts({ project: { status: 'locked' } }), createFootprints(catalog()));
    expect(outcome).toMatchObject({ status: 'rejected', inputs: { level: 3 }, cost: 0, diff: [], error: { code: 'project_locked', gate: 'lifecycle' } });
  });

  it('when the action is unknown, then the outcome names it as it was sent', () => {
    const given = facts({ action: undefined, intent: { ...facts().intent, actionId: 'no.such@v3' } });
    expect(runIntent(given, createFootprints(catalog()))).toMatchObject({ actionId: 'no.such@v3', error: { code: 'unknown_action' } });
  });

  it('when records of the project are not as they were written, then what passes every gate fails, and what a gate refuses is still refused', () => {
    const ran = runIntent(facts({ isBroken: true }), createFootprints(catalog()));
    expect(ran).toMatchObject({ status: 'failed', error: { code: 'integrity_violation', gate: null }, diff: [], changed: {}, cost: 0 });
    expect(runIntent(facts({ isBroken: true, project: { status: 'locked' } }), createFootprints(catalog()))).toMatchObject({ status: 'rejected', error: { code: 'project_locked' } });
  });
});
