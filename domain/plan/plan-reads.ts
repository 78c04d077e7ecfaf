import type { ActionDeclaration, Components } from '../action.ts';
import { type Read, readSet, readsAt } from '../approval/read-set.ts';
import type { Footprint } from '../footprint.ts';
import type { TriedStep } from './tried-step.ts';

/**
 * The values that a whole plan rests on, as they stand before its first step: what its steps read and replace, but for what
 * an earlier step of the plan itself has written.
 */
export function planReads(tried: readonly TriedStep[], footprint: (action: ActionDeclaration) => Footprint, start: Components): Read[] {
  const written: string[] = [];
  const paths = new Set<string>();
  for (const { facts: { action, rulebook, state }, outcome: { diff } } of tried) {
    if (!action) continue;
    for (const { path } of readSet({ action, footprint: footprint(action), rulebook, state, diff })) {
      if (!written.some((place) => path === place || path.startsWith(`${place}/`))) paths.add(path);
    }
    written.push(...diff.map(({ path }) => path));
  }
  return readsAt(start, [...paths].sort());
}
