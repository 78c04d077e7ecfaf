import { describe, expect, it } from '@jest/globals';
import { footprintOf } from '../../domain/footprint.ts';
import { action, catalog, component, condition } from './given.ts';

const lamp = component({ invariants: [condition({ id: 'own', reads: ['lamp'] })] });
const fuse = component({ id: 'fuse', invariants: [condition({ id: 'spans', reads: ['fuse', 'lamp'] })] });
const house = component({ id: 'house', invariants: [condition({ id: 'everything', reads: ['*'] })] });
const garden = component({ id: 'garden', invariants: [condition({ id: 'alone', reads: ['garden'] })] });
const odd = component({ id: 'odd', invariants: [condition({ id: 'elsewhere', reads: ['fuse'] })] });

const touched = (components: (typeof lamp)[], change: Parameters<typeof action>[0] = {}) => {
  const found = footprintOf(catalog([], components), action(change));
  return { components: found.components.map(({ id }) => id).sort(), invariants: found.invariants.map(({ id }) => id).sort() };
};

describe('footprintOf', () => {
  it.each([
    ['stands alone', [lamp, garden], {}, ['lamp'], ['own']],
    ['is read by another component’s invariant', [lamp, fuse, garden], {}, ['fuse', 'lamp'], ['own', 'spans']],
    ['is read by an invariant that may read anything', [lamp, garden, house], {}, ['garden', 'house', 'lamp'], ['everything', 'own']],
    ['reads another component in a precondition', [lamp, garden], { preconditions: [condition({ reads: ['garden'] })] }, ['garden', 'lamp'], ['own']],
    ['may read anything in a precondition', [lamp, fuse, garden], { preconditions: [condition({ reads: ['*'] })] }, ['fuse', 'garden', 'lamp'], ['own', 'spans']],
    ['changes two components', [lamp, fuse, odd, garden], { targets: ['lamp', 'fuse'] }, ['fuse', 'lamp'], ['elsewhere', 'own', 'spans']],
    ['names a component that is not declared', [garden], { targets: ['ghost'] }, [], []],
  ])('when an action %s, then exactly what it touches is loaded and checked', (_when, components, change, ids, invariants) => {
    expect(touched(components, change)).toEqual({ components: ids, invariants });
  });
});
