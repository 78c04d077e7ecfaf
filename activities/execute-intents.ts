import type { Activities } from '../contract/activities.ts';
import { isAway } from '../db/database-away.ts';
import type { Wanted } from '../db/stores/heads.ts';
import type { Settled } from '../domain/execution/decide-attempts.ts';
import type { Powers } from './dependencies.ts';
import { finishTurn } from './finish-turn.ts';
import { createGroupCommit } from './settling/create-group-commit.ts';
import { settleAttempts, settleWhereFree } from './settling/settle-attempts.ts';
import { tellSettled } from './settling/tell-settled.ts';

/**
 * Decides attempts of one project and commits what comes of them, with the record of every decision, in one transaction
 * under the project's head lock; what other projects want at the same time may be committed by the same transaction. Safe
 * to repeat: an attempt that is recorded is answered from its row. A step of a plan that was cancelled meanwhile is left out.
 */
export function executeIntents(powers: Powers): Activities['executeIntents'] {
  const alone = (wanted: Wanted) => powers.database.write((sql) => settleAttempts(powers, sql, wanted));
  const commit = createGroupCommit({ alone, together: (group) => settleTogether(powers, group) });
  const finish = finishTurn(powers);
  return async ({ projectId, attemptIds, turnId }) => {
    const settled = await commit({ projectId, attemptIds });
    tellSettled(powers, projectId, settled);
    if (turnId !== undefined) await finish({ projectId, turnId });
    return [...settled.answers, ...settled.staleIds.map((attemptId) => ({ attemptId, executionId: null, status: 'stale' as const }))];
  };
}

/** Whose fault it is that a group fails is not known; each of its projects finds out by itself, unless Postgres is away for all. */
async function settleTogether(powers: Powers, group: readonly Wanted[]): Promise<ReadonlyMap<string, Settled>> {
  try {
    return await powers.database.write((sql) => settleWhereFree(powers, sql, group));
  } catch (error) {
    if (group.length === 1 || isAway(error)) throw error;
    powers.logger.warn('group-failed', 'Intents that were to be committed together are committed one by one.', { error });
    return new Map();
  }
}
