import { routes } from '../../contract/routes.ts';
import type { Turn, TurnMetadata } from '../../contract/turn.ts';
import { findTurn } from '../../db/stores/turns.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { showTurn, waitForRest } from '../turn-of.ts';

/** Shows a turn to its author, and to an admin of the project without what was said, waiting up to `waitSeconds` for it to rest. */
export const getTurn = (front: Front) =>
  endpoint(routes.getTurn, async ({ caller: { userId, role }, project: { projectId }, params, query }) => {
    const turn = await findTurn(front.database.read, projectId, params.turnId);
    if (!turn || (turn.userId !== userId && role !== 'admin')) throw new ProblemError('not_found', 'There is no such turn.');
    const shown = await showTurn(front, await waitForRest(front, turn, query.waitSeconds * 1_000));
    return answer(turn.userId === userId ? shown : withoutWords(shown));
  });

function withoutWords({ reply, ...turn }: Turn): TurnMetadata {
  const { kind, planId, executionIds } = reply ?? {};
  const outcome = kind && executionIds ? { text: null, kind, executionIds, ...(planId !== undefined && { planId }) } : null;
  return { ...turn, message: null, reply: outcome };
}
