import type { Activities } from '../contract/activities.ts';
import { advancePlan } from './advance-plan.ts';
import { consultModel } from './consult-model.ts';
import { continueTurn } from './continue-turn.ts';
import { deleteExpired } from './delete-expired.ts';
import type { Powers } from './dependencies.ts';
import { executeIntents } from './execute-intents.ts';
import { closeNews } from './close-news.ts';
import { failBacktest } from './fail-backtest.ts';
import { failPlan } from './fail-plan.ts';
import { failReEncryption } from './fail-re-encryption.ts';
import { failTurn } from './fail-turn.ts';
import { findNews } from './find-news.ts';
import { findOpenWork } from './find-open-work.ts';
import { findUnverified } from './find-unverified.ts';
import { finishTurn } from './finish-turn.ts';
import { interpretMessage } from './interpret-message.ts';
import { notifyApproval } from './notify-approval.ts';
import { notifyIncident } from './notify-incident.ts';
import { notifyTest } from './notify-test.ts';
import { reEncrypt } from './re-encrypt.ts';
import { purgeProject } from './purge-project.ts';
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
    notifyIncident: notifyIncident(powers),
    notifyTest: notifyTest(powers),
    findNews: findNews(powers),
    closeNews: closeNews(powers),
    interpretMessage: interpretMessage(powers),
    consultModel: consultModel(powers),
    continueTurn: continueTurn(powers),
    advancePlan: advancePlan(powers),
    finishTurn: finishTurn(powers),
    failTurn: failTurn(powers),
    failPlan: failPlan(powers),
    runBacktest: runBacktest(powers),
    failBacktest: failBacktest(powers),
    reEncrypt: reEncrypt(powers),
    failReEncryption: failReEncryption(powers),
    purgeProject: purgeProject(powers),
    findOpenWork: findOpenWork(powers),
    reviveWork: reviveWork(powers),
    deleteExpired: deleteExpired(powers),
    findUnverified: findUnverified(powers),
    verifyIntegrity: verifyIntegrity(powers),
  };
}
