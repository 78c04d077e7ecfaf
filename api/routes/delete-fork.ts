import { routes } from '../../contract/routes.ts';
import { deleteFork as removeFork } from '../../db/stores/forks.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { requireFork, requireForkOwner, requireUnarchived } from '../fork-of.ts';
import type { Front } from '../front.ts';

/** Deletes a fork with all that was tried on it, for its author or an admin. */
export const deleteFork = (front: Front) =>
  endpoint(routes.deleteFork, async ({ caller, project, params: { forkId } }) => {
    requireUnarchived(project);
    requireForkOwner(await requireFork(front, project.projectId, forkId), caller);
    await removeFork(front.database.read, project.projectId, forkId);
    return answer(null);
  });
