import type { ActionDeclaration } from './action.ts';
import type { Catalog } from './catalog.ts';
import type { ComponentDeclaration } from './component.ts';
import type { Condition } from './condition.ts';

/** What one action touches: the components to load for it, and the invariants to hold after it. */
export type Footprint = {
  readonly components: readonly ComponentDeclaration[];
  readonly invariants: readonly Condition[];
};

/**
 * Finds the components that an action may change or that its preconditions read, and every invariant that belongs to
 * or reads a component that it may change, with the components those invariants read.
 */
export function footprintOf(catalog: Catalog, action: ActionDeclaration): Footprint {
  const changed = new Set(action.targets);
  const owners = [...catalog.components.values()];
  const invariants = owners.flatMap((owner) =>
    owner.invariants.filter(({ reads }) => changed.has(owner.id) || reads.some((read) => read === '*' || changed.has(read))),
  );
  const read = new Set([...changed, ...[...action.preconditions, ...invariants].flatMap(({ reads }) => reads)]);
  const components = read.has('*') ? owners : owners.filter(({ id }) => read.has(id));
  return { components, invariants };
}

/** Finds footprints once per action version. */
export function createFootprints(catalog: Catalog): (action: ActionDeclaration) => Footprint {
  const known = new Map<ActionDeclaration, Footprint>();
  return (action) => {
    const footprint = known.get(action) ?? footprintOf(catalog, action);
    known.set(action, footprint);
    return footprint;
  };
}
