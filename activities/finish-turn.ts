import { ApplicationFailure } from '@temporalio/activity';
import type { Activities } from '../contract/activities.ts';
import { findExecutionOfAttempt } from '../db/stores/executions.ts';
import { findPlan, wirePlan } from '../db/stores/plans.ts';
import { changeTurn, findTurn, type StoredTurn } from '../db/stores/turns.ts';
import { resolveAction } from '../domain/catalog.ts';
import { type Composed, replyToExecution, replyToPlan } from '../domain/turn/compose-reply.ts';
import { sumUp } from '../domain/turn/sum-up.ts';
import type { Powers } from './dependencies.ts';
import { listDone } from './interpretation/read-by-model.ts';

/** Words the reply of a turn that runs, or that waited for people, from what is recorded of it; a turn that rests already stays as it is. */
export const finishTurn =
  (powers: Powers): Activities['finishTurn'] =>
  async (ref) => {
    const { database } = powers;
    const turn = await findTurn(database.read, ref.projectId, ref.turnId);
    if (!turn) throw ApplicationFailure.nonRetryable(`There is no turn ${ref.turnId}.`, 'not_found');
    if (turn.status !== 'running' && turn.status !== 'awaiting_approval') return { status: turn.status };

    const { status, reply } = await compose(powers, turn);
    const askedAt = status === 'awaiting_confirmation' ? powers.clock.now() : null;
    if (status === turn.status && reply.text === turn.reply?.text) return { status };
    await database.write((sql) => changeTurn(sql, turn, [turn.status], { status, reply, askedAt }));
    powers.wake(ref.projectId);
    return { status };
  };

/** A turn that acts by itself sums up what it did before its last step. */
async function compose(powers: Powers, turn: StoredTurn): Promise<Composed> {
  const last = await composeLast(powers, turn);
  if (turn.mode !== 'autonomous' || !powers.modelInterpreter) return last;
  const done = await listDone(powers, turn);
  const earlier = done.filter(({ executionId }) => executionId === null || !last.reply.executionIds.includes(executionId));
  const limit = powers.planLimits[turn.mode];
  return sumUp(earlier, last, { isStopped: turn.isStopped, limit: !turn.isStopped && done.length >= limit ? limit : null });
}

async function composeLast({ database, clock, catalog }: Powers, { projectId, attemptId, planId, turnId }: StoredTurn): Promise<Composed> {
  const asked = { now: clock.now(), titleOf: (actionId: string) => resolveAction(catalog, actionId)?.title ?? actionId };
  const plan = planId === null ? undefined : await findPlan(database.read, projectId, planId);
  if (plan) return replyToPlan(await wirePlan(database.read, plan), asked);
  const execution = attemptId === null ? undefined : await findExecutionOfAttempt(database.read, projectId, attemptId);
  if (execution) return replyToExecution(execution, asked);
  throw new Error(`The turn ${turnId} runs, and nothing of it is recorded.`);
}
