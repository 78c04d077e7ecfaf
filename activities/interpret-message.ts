import { ApplicationFailure } from '@temporalio/activity';
import type { Activities, ProposalRef } from '../contract/activities.ts';
import type { Sql } from '../db/database.ts';
import { findPlan } from '../db/stores/plans.ts';
import { findTurn, type StoredTurn } from '../db/stores/turns.ts';
import type { Powers } from './dependencies.ts';
import { readMessage } from './interpretation/read-message.ts';
import { storeReading } from './interpretation/store-reading.ts';

/** Turns what was said in a turn into a stored proposal; what is stored already is not interpreted again. */
export const interpretMessage =
  (powers: Powers): Activities['interpretMessage'] =>
  async ({ projectId, turnId }) => {
    const { database } = powers;
    const turn = await findTurn(database.read, projectId, turnId);
    if (!turn) throw ApplicationFailure.nonRetryable(`There is no turn ${turnId}.`, 'not_found');
    if (turn.status === 'interpreting') {
      const reading = await readMessage(powers, turn);
      await database.write((sql) => storeReading(powers, sql, turn, reading));
      powers.wake(projectId);
    }
    const stored = await findTurn(database.read, projectId, turnId);
    return stored ? refOf(database.read, stored) : { kind: 'reply' };
  };

async function refOf(sql: Sql, { projectId, status, planId, attemptId }: StoredTurn): Promise<ProposalRef> {
  if (status !== 'running' && status !== 'awaiting_approval') return { kind: 'reply' };
  if (planId !== null) {
    const plan = await findPlan(sql, projectId, planId);
    return plan?.status === 'running' || plan?.status === 'awaiting_approval' ? { kind: 'plan', planId } : { kind: 'reply' };
  }
  return attemptId === null || status !== 'running' ? { kind: 'reply' } : { kind: 'intent', attemptId };
}
