import type { Activities } from '../contract/activities.ts';
import type { Powers } from './dependencies.ts';
import { settleAttempts } from './settling/settle-attempts.ts';
import { tellSettled } from './settling/tell-settled.ts';

/**
 * Decides attempts of one project and commits what comes of them, with the record of every decision, in one transaction
 * under the project's head lock. Safe to repeat: an attempt that is recorded is answered from its row. A step of a plan
 * that was cancelled meanwhile is left out.
 */
export const executeIntents =
  (powers: Powers): Activities['executeIntents'] =>
  async ({ projectId, attemptIds }) => {
    const settled = await powers.database.write((sql) => settleAttempts(powers, sql, { projectId, attemptIds }));
    tellSettled(powers, projectId, settled);
    return settled.answers;
  };
