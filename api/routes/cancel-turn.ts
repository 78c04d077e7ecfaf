import { routes } from '../../contract/routes.ts';
import type { Sql } from '../../db/database.ts';
import { cancelApprovalsOf } from '../../db/stores/cancelled-approvals.ts';
import { listExecutionsOfTurns } from '../../db/stores/executions.ts';
import { changePlan } from '../../db/stores/plans.ts';
import { changeTurn, findTurn, holdTurn, type StoredTurn } from '../../db/stores/turns.ts';
import { plainReply } from '../../domain/turn/compose-reply.ts';
import { sumUp } from '../../domain/turn/sum-up.ts';
import { lookAtApproval } from '../../temporal/look-at-approval.ts';
import { answer } from '../answer.ts';
import { briefly } from '../briefly.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { requireOwnTurn, showTurn } from '../turn-of.ts';

/** Stops a turn: its question, or its request for approval, is withdrawn, its plan ends before the next step. What is committed stays. */
export const cancelTurn = (front: Front) =>
  endpoint(routes.cancelTurn, async ({ caller, project: { projectId }, params }) => {
    const turn = await requireOwnTurn(front, caller, projectId, params.turnId);
    if (turn.status === 'done' || turn.status === 'failed') throw new ProblemError('conflict', `The turn is ${turn.status}; there is nothing to cancel.`);
    const withdrawn = await front.database.write((sql) => stop(front, sql, turn));
    front.wake(projectId);
    for (const approvalId of withdrawn) await briefly(lookAtApproval(front.temporal, { projectId, approvalId, requestedBy: turn.userId })); // Missed, the sweep records it.
    return answer(await showTurn(front, await requireOwnTurn(front, caller, projectId, params.turnId)));
  });

/** Ends what the turn is about, and answers the requests for approval that are withdrawn with it. */
async function stop({ seal, clock }: Front, sql: Sql, { projectId, turnId }: StoredTurn): Promise<string[]> {
  await holdTurn(sql, { projectId, turnId }, ['interpreting', 'running', 'clarifying', 'awaiting_confirmation', 'awaiting_approval']);
  const turn = await findTurn(sql, projectId, turnId); // Read again: it may have made a plan since.
  if (!turn) return [];
  const { planId, status } = turn;
  if (planId !== null) await changePlan(sql, { projectId, planId }, ['draft', 'running', 'awaiting_approval'], { status: 'cancelled' });
  const withdrawn = status === 'awaiting_approval' ? await cancelApprovalsOf(sql, seal, { projectId, turnId }, clock.now().toISOString()) : [];
  const resting = ['interpreting', 'clarifying', 'awaiting_confirmation', 'awaiting_approval'] as const;
  const done = (await listExecutionsOfTurns(sql, projectId, [turnId])).filter((execution) => execution.status === 'success');
  const text = status === 'awaiting_approval' ? 'Cancelled; nobody has to allow it any more. What is recorded stays.' : `Cancelled; nothing ${done.length > 0 ? 'more ' : ''}was run.`;
  const rests = await changeTurn(sql, turn, resting, { ...sumUp(done, plainReply(text)), askedAt: null });
  if (!rests) await changeTurn(sql, turn, ['running'], { isStopped: true }); // What is being decided now is recorded, and nothing comes after it.
  return withdrawn;
}
