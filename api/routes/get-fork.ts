import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import { requireFork, showFork } from '../fork-of.ts';
import type { Front } from '../front.ts';

/** Shows a fork with its state and what was tried on it. */
export const getFork = (front: Front) => endpoint(routes.getFork, async ({ project: { projectId }, params: { forkId } }) => answer(showFork(await requireFork(front, projectId, forkId))));
