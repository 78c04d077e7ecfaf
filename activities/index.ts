import type { Activities } from '../contract/activities.ts';
import { advancePlan } from './advance-plan.ts';
import { consultModel } from './consult-model.ts';
import { continueTurn } from './continue-turn.ts';
import { deleteExpired } from './delete-expired.ts';
import type { Powers } from './dependencies.ts';
import { executeIntents } from './execute-intents.ts';
import { failBacktest } from './fail-backtest.ts';
import { failPlan } from './fail-plan.ts';
import { failTurn } from './fail-turn.ts';
import { findOpenWork } from './find-open-work.ts';
import { findUnverified } from './find-unverified.ts';
import { finishTurn } from './finish-turn.ts';
import { interpretMessage } from './interpret-message.ts';
import { notifyApproval } from './notify-approval.ts';
import { reviveWork } from './revive-work.ts';
import { settleApproval } from './settle-approval.ts';
import { runBacktest } from './run-backtest.ts';
import { verifyIntegrity } from './verify-integrity.ts';

/** Every activity, given what it is made of. */
export function createActivities(powers: Powers): Activities {
  return {
    executeIntents: executeIntents(powers),
    settleApproval: settleApproval(powers),
    notifyApproval: notifyApproval(powers),
    interpretMessage: interpretMessage(powers),
    consultModel: consultModel(powers),
    continueTurn: continueTurn(powers),
    advancePlan: advancePlan(powers),
    finishTurn: finishTurn(powers),
    failTurn: failTurn(powers),
    failPlan: failPlan(powers),
    runBacktest: runBacktest(powers),
    failBacktest: failBacktest(powers),
    findOpenWork: findOpenWork(powers),
    reviveWork: reviveWork(powers),
    deleteExpired: deleteExpired(powers),
    findUnverified: findUnverified(powers),
    verifyIntegrity: verifyIntegrity(powers),
  };
}
