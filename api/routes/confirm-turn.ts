import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { resumeTurn } from '../resume-turn.ts';
import { requireOwnTurn } from '../turn-of.ts';

/** Confirms what a turn is waiting to run; it runs once, exactly as it was shown. */
export const confirmTurn = (front: Front) =>
  endpoint(routes.confirmTurn, async ({ caller, project: { projectId }, params }) => {
    const turn = await requireOwnTurn(front, caller, projectId, params.turnId);
    return answer(await resumeTurn(front, turn, ['awaiting_confirmation'], { confirmed: true }));
  });
