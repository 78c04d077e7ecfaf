import type { ProposalRef } from '../../contract/activities.ts';
import { findPlan } from '../../db/stores/plans.ts';
import type { StoredTurn } from '../../db/stores/turns.ts';
import type { Powers } from '../dependencies.ts';

/** Names what a stored turn is to do next, by ids alone. */
export async function refOf(powers: Powers, turn: StoredTurn): Promise<ProposalRef> {
  const { projectId, status, planId, attemptId } = turn;
  if (status !== 'running' && status !== 'awaiting_approval') return { kind: 'reply' };
  const further = status === 'running' && mayGoOn(powers, turn) ? { goesOn: true as const } : {};
  if (planId !== null) {
    const plan = await findPlan(powers.database.read, projectId, planId);
    return plan?.status === 'running' || plan?.status === 'awaiting_approval' ? { kind: 'plan', planId, ...further } : { kind: 'reply' };
  }
  return attemptId === null || status !== 'running' ? { kind: 'reply' } : { kind: 'intent', attemptId, ...further };
}

/** Whether a turn looks at what came of its acts and may act again: it acts by itself, a model proposed, and nobody has stopped it. */
export function mayGoOn({ modelInterpreter }: Pick<Powers, 'modelInterpreter'>, { mode, proposal, isStopped }: StoredTurn): boolean {
  return mode === 'autonomous' && modelInterpreter !== null && proposal !== null && !isStopped;
}
