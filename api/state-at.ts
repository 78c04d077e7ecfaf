import type { Components } from '../domain/action.ts';
import { tellPast } from '../domain/state/past.ts';
import { readVersion } from '../db/stores/stored-versions.ts';
import type { Front } from './front.ts';
import { ProblemError } from './problems.ts';

/** A state of a project, with when and by which execution it came to be. */
export type StateAt = { version: number; at: Date; executionId: string | null; components: Components };

/**
 * The state of a project at a version, as it was stored then; components that came later are as they start. Throws
 * not_found for a version that is not there, or that retention has pruned.
 */
export async function stateAt({ database, catalog }: Pick<Front, 'database' | 'catalog'>, projectId: string, version: number): Promise<StateAt> {
  const stored = await readVersion(database.read, projectId, version);
  if (!stored) throw new ProblemError('not_found', `There is no version ${version}.`);
  const past = tellPast(catalog, stored);
  if (!past.ok) throw new ProblemError('not_found', past.detail);
  const { at, executionId } = stored;
  return { version, at, executionId, components: past.components };
}
