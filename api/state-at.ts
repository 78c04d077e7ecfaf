import type { Components } from '../domain/action.ts';
import { reconstruct } from '../domain/state/reconstruct.ts';
import { wholeState } from '../domain/state/whole-state.ts';
import { readVersion } from '../db/stores/stored-versions.ts';
import type { Front } from './front.ts';
import { ProblemError } from './problems.ts';

/** A state of a project, with when and by which execution it came to be. */
export type StateAt = { version: number; at: Date; executionId: string | null; components: Components };

/** The state of a project at a version, as it was stored then; components that came later are as they start. Throws not_found for a version that is not there. */
export async function stateAt({ database, catalog }: Pick<Front, 'database' | 'catalog'>, projectId: string, version: number): Promise<StateAt> {
  const stored = await readVersion(database.read, projectId, version);
  if (!stored) throw noVersion(version);
  const initial = { version: 0, components: wholeState(catalog, {}) };
  const { at, executionId, base, deltas } = stored;
  const start = base ? { ...base, components: wholeState(catalog, base.components) } : initial;
  return { version, at, executionId, components: reconstruct(start, deltas, version) };
}

const noVersion = (version: number): ProblemError => new ProblemError('not_found', `There is no version ${version}.`);
