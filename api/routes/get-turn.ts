import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireOwnTurn, showTurn, waitForRest } from '../turn-of.ts';

/** Shows a turn to its author, waiting up to `waitSeconds` for it to rest. */
export const getTurn = (front: Front) =>
  endpoint(routes.getTurn, async ({ caller, project: { projectId }, params, query }) => {
    const turn = await requireOwnTurn(front, caller, projectId, params.turnId);
    return answer(await showTurn(front, await waitForRest(front, turn, query.waitSeconds * 1_000)));
  });
