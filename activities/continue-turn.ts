import type { Activities } from '../contract/activities.ts';
import { findExecutionOfAttempt } from '../db/stores/executions.ts';
import { findPlan } from '../db/stores/plans.ts';
import { changeTurn, findTurn, type StoredTurn } from '../db/stores/turns.ts';
import type { Powers } from './dependencies.ts';
import { listDone } from './interpretation/read-by-model.ts';
import { mayGoOn } from './interpretation/ref-of.ts';

/** Says whether a turn that has acted may act again: what it did succeeded, and it is neither at its limit nor stopped. Then it is made ready for that. */
export const continueTurn =
  (powers: Powers): Activities['continueTurn'] =>
  async ({ projectId, turnId }) => {
    const { database } = powers;
    const turn = await findTurn(database.read, projectId, turnId);
    if (!turn || turn.status !== 'running') return { goesOn: turn?.status === 'interpreting' };
    if (!mayGoOn(powers, turn) || !(await hasSucceeded(powers, turn))) return { goesOn: false };
    if ((await listDone(powers, turn)).length >= powers.planLimits[turn.mode]) return { goesOn: false };
    const next = await database.write((sql) => changeTurn(sql, turn, ['running'], { status: 'interpreting', attemptId: null, planId: null }));
    powers.wake(projectId);
    return { goesOn: next !== undefined };
  };

async function hasSucceeded({ database }: Powers, { projectId, planId, attemptId }: StoredTurn): Promise<boolean> {
  if (planId !== null) return (await findPlan(database.read, projectId, planId))?.status === 'succeeded';
  return attemptId !== null && (await findExecutionOfAttempt(database.read, projectId, attemptId))?.status === 'success';
}
