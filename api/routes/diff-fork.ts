import { routes } from '../../contract/routes.ts';
import { readHead } from '../../db/stores/heads.ts';
import { compareStates } from '../../domain/state/compare.ts';
import { wholeState } from '../../domain/state/whole-state.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { requireFork } from '../fork-of.ts';
import type { Front } from '../front.ts';
import { stateAt } from '../state-at.ts';

/** Shows what leads from a version of the project, the one that the fork branched off from unless another is named, to the state of the fork. */
export const diffFork = (front: Front) =>
  endpoint(routes.diffFork, async ({ project: { projectId }, params: { forkId }, query: { against } }) => {
    const fork = await requireFork(front, projectId, forkId);
    const from = against === 'head' ? ((await readHead(front.database.read, projectId))?.version ?? 0) : (against ?? fork.baseVersion);
    const { components } = await stateAt(front, projectId, from);
    return answer({ from, to: forkId, diff: compareStates(components, wholeState(front.catalog, fork.state.components)) });
  });
