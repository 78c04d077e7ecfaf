import type { IntentCore } from '../../contract/intent.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { ActionDeclaration, Components } from '../action.ts';
import { type Catalog, resolveAction } from '../catalog.ts';
import { type Base, type Delta, HistoryGap, reconstruct } from './reconstruct.ts';
import { wholeState } from './whole-state.ts';

/** A state that an action looks back at, or why nobody can tell it. */
export type Past = { readonly ok: true; readonly components: Components } | { readonly ok: false; readonly detail: string };

/** States by their versions. */
export type Pasts = ReadonlyMap<number, Past>;

/** What is stored of one version: the newest checkpoint up to it, the deltas since, and the version up to which deltas were pruned. */
export type StoredPast = { readonly version: number; readonly base: Base | null; readonly deltas: readonly Delta[]; readonly prunedVersion: number };

/** The versions that a list of intents looks back at, each one once. */
export function pastVersionsOf(catalog: Pick<Catalog, 'actions'>, intents: readonly IntentCore[]): number[] {
  const versions = intents.flatMap(({ actionId, inputs }) => resolveAction(catalog, actionId)?.lookBack?.(inputs) ?? []);
  return [...new Set(versions)];
}

/** The state that an action looks back at with these inputs, among those that were loaded. */
export function pastFor(action: ActionDeclaration | undefined, inputs: JsonObject, pasts: Pasts | undefined): Past | undefined {
  const version = action?.lookBack?.(inputs) ?? null;
  return version === null ? undefined : pasts?.get(version);
}

/**
 * Tells the state of a version from what is stored of it; components that came later are as they start. It is 'pruned'
 * where retention has taken what led to it; any other gap is a HistoryGap.
 */
export function tellPast(catalog: Pick<Catalog, 'components'>, { version, base, deltas, prunedVersion }: StoredPast): Past {
  const start = base ? { ...base, components: wholeState(catalog, base.components) } : { version: 0, components: wholeState(catalog, {}) };
  try {
    return { ok: true, components: reconstruct(start, deltas, version) };
  } catch (error) {
    if (error instanceof HistoryGap && version <= prunedVersion) return { ok: false, detail: 'pruned' };
    throw error;
  }
}
