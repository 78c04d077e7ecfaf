import { routes } from '../../contract/routes.ts';
import { compareStates } from '../../domain/state/compare.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { stateAt } from '../state-at.ts';

/** Shows what leads from the state at one version to that at another, earlier or later. */
export const getDiff = (front: Front) =>
  endpoint(routes.getDiff, async ({ project: { projectId }, query: { from, to } }) => {
    const [before, after] = await Promise.all([stateAt(front, projectId, from), stateAt(front, projectId, to)]);
    return answer({ from, to, diff: compareStates(before.components, after.components) });
  });
