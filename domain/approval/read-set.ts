import type { DiffEntry } from '../../contract/execution.ts';
import type { Json } from '../../contract/json.ts';
import type { ActionDeclaration, Components } from '../action.ts';
import type { Footprint } from '../footprint.ts';
import type { Rulebook, StatePath } from '../policy/rulebook.ts';
import { sameJson } from '../state/canonical.ts';
import { pointerOf, segmentsOf } from '../state/pointer.ts';

/** One value that a decision read: where it stands in the state, and what it was; `value` is left out where nothing was there. */
export type Read = { readonly path: string; readonly value?: Json };

/** What was read before somebody was asked, and what of it is another one now. */
export type MovedRead = { path: string; was?: Json; is?: Json };

/**
 * The values that the decision about one intent rests on: what its preconditions, the rules on it and the invariants around
 * it can read, and what its diff replaces; each path once, in order. Time, counters, budget, membership and lifecycle are
 * not among them: those are decided anew.
 */
export function readSet({ action, footprint, rulebook, state, diff }: { action: ActionDeclaration; footprint: Footprint; rulebook: Rulebook; state: Components; diff: readonly DiffEntry[] }): Read[] {
  const written = [...action.preconditions, ...footprint.invariants].flatMap(({ statePaths }) => statePaths);
  const paths = new Set([...written, ...rulebook.pathsFor(action)].map(pointerOfPath));
  for (const { path } of diff) paths.add(path);
  return readsAt(state, [...paths].sort());
}

/** What stands at these paths. */
export function readsAt(state: Components, paths: readonly string[]): Read[] {
  return paths.map((path) => readAt(state, path));
}

/** What of the reads is another value in this state. */
export function movedReads(reads: readonly Read[], state: Components): MovedRead[] {
  return reads.flatMap(({ path, value }) => {
    const now = readAt(state, path).value;
    if (sameJson(value, now)) return [];
    return [{ path, ...(value !== undefined && { was: value }), ...(now !== undefined && { is: now }) }];
  });
}

/** The pointer to what is known of a path: a segment that is worked out later stands for everything beside it. */
function pointerOfPath(path: StatePath): string {
  const unknown = path.indexOf(null);
  return pointerOf(path.slice(0, unknown < 0 ? path.length : unknown).map(String));
}

function readAt(state: Components, path: string): Read {
  let value: Json | undefined = { ...state };
  for (const segment of segmentsOf(path)) value = memberOf(value, segment);
  return value === undefined ? { path } : { path, value };
}

function memberOf(value: Json | undefined, segment: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(segment)];
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, segment) ? value[segment] : undefined;
}
