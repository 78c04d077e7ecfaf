import { routes } from '../../contract/routes.ts';
import { loadScene } from '../../db/load-scene.ts';
import { explainAction } from '../../domain/explain/explain-action.ts';
import { resolveAction } from '../../domain/catalog.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Explains to the caller what each gate says to an action as the project stands now; nothing is run or recorded. */
export const whyAction = ({ rehearsal }: Front) =>
  endpoint(routes.whyAction, async ({ caller, project: { projectId }, query }) => {
    const action = resolveAction(rehearsal.catalog, query.action);
    if (!action) throw new ProblemError('not_found', 'There is no such action.');
    const intent = { actionId: query.action, inputs: {} };
    const scene = await loadScene(rehearsal, { projectId, userId: caller.userId, intents: [intent] });
    if (!scene) throw new ProblemError('not_found', 'There is no such project.');
    return answer(explainAction({ ...scene, action, engine: rehearsal.engine }));
  });
