import type { DiffEntry } from '../../contract/execution.ts';
import type { Components } from '../action.ts';
import { replay } from './replay.ts';

/** What led from one version to the next. */
export type Delta = { readonly version: number; readonly diff: readonly DiffEntry[] };

/** A version whose whole state is known: a checkpoint, or version 0 with the initial states. */
export type Base = { readonly version: number; readonly components: Components };

/** A version that cannot be told from what is stored: a delta on the way to it is missing. */
export class HistoryGap extends Error {
  override readonly name = 'HistoryGap';
}

/**
 * The state at a version: that of the base, with every delta since in order. Throws HistoryGap unless the deltas lead
 * without a gap from the base to the version.
 */
export function reconstruct(base: Base, deltas: readonly Delta[], version: number): Components {
  let state = base.components;
  let reached = base.version;
  for (const delta of deltas) {
    if (delta.version !== reached + 1) break;
    state = replay(state, delta.diff);
    reached = delta.version;
  }
  if (reached !== version) throw new HistoryGap(`The delta of version ${reached + 1} is missing, so version ${version} cannot be told.`);
  return state;
}
