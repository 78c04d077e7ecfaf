import { routes } from '../../contract/routes.ts';
import type { Sql } from '../../db/database.ts';
import { changePlan } from '../../db/stores/plans.ts';
import { changeTurn, findTurn, holdTurn, type StoredTurn } from '../../db/stores/turns.ts';
import { plainReply } from '../../domain/turn/compose-reply.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { requireOwnTurn, showTurn } from '../turn-of.ts';

/** Stops a turn: its question is withdrawn, its plan ends before the next step. What is committed stays. */
export const cancelTurn = (front: Front) =>
  endpoint(routes.cancelTurn, async ({ caller, project: { projectId }, params }) => {
    const turn = await requireOwnTurn(front, caller, projectId, params.turnId);
    if (turn.status === 'done' || turn.status === 'failed') throw new ProblemError('conflict', `The turn is ${turn.status}; there is nothing to cancel.`);
    await front.database.write((sql) => stop(sql, turn));
    front.wake(projectId);
    return answer(await showTurn(front, await requireOwnTurn(front, caller, projectId, params.turnId)));
  });

async function stop(sql: Sql, { projectId, turnId }: StoredTurn): Promise<void> {
  await holdTurn(sql, { projectId, turnId }, ['interpreting', 'running', 'clarifying', 'awaiting_confirmation']);
  const turn = await findTurn(sql, projectId, turnId); // Read again: it may have made a plan since.
  if (!turn) return;
  const { planId } = turn;
  if (planId !== null) await changePlan(sql, { projectId, planId }, ['draft', 'running'], { status: 'cancelled' });
  const resting = ['interpreting', 'clarifying', 'awaiting_confirmation'] as const;
  await changeTurn(sql, turn, resting, { ...plainReply('Cancelled; nothing was run.'), askedAt: null });
}
