import { routes } from '../../contract/routes.ts';
import { listModelCalls as list } from '../../db/stores/model-calls.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireOwnTurn } from '../turn-of.ts';

/** Shows the author of a turn what a model was told for it, and what it said. */
export const listModelCalls = (front: Front) =>
  endpoint(routes.listModelCalls, async ({ caller, project: { projectId }, params, query }) => {
    const { turnId } = await requireOwnTurn(front, caller, projectId, params.turnId);
    return answer(await list(front.database.read, front.seal, turnId, query));
  });
