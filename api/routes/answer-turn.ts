import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { resumeTurn } from '../resume-turn.ts';
import { requireOwnTurn } from '../turn-of.ts';

/** Answers the open question of a turn, in words or with one of its choices. */
export const answerTurn = (front: Front) =>
  endpoint(routes.answerTurn, async ({ caller, project: { projectId }, params, body }) => {
    const turn = await requireOwnTurn(front, caller, projectId, params.turnId);
    return answer(await resumeTurn(front, turn, 'choice' in body ? ['clarifying'] : ['clarifying', 'awaiting_confirmation'], body));
  });
