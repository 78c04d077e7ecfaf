import type { OpenWork } from '../../contract/open-work.ts';
import { failBacktestRow } from '../../db/stores/backtests.ts';
import { cancelApprovalById } from '../../db/stores/cancelled-approvals.ts';
import { lockHead } from '../../db/stores/heads.ts';
import { closeAttempt } from '../../db/stores/open-work.ts';
import { closeReEncryption } from '../../db/stores/re-encryptions.ts';
import { changePlan } from '../../db/stores/plans.ts';
import { changeTurn } from '../../db/stores/turns.ts';
import type { Powers } from '../dependencies.ts';
import { settleApproval } from '../settle-approval.ts';

const TURN_TEXT = 'This turn was cancelled: its workflow was stopped in Temporal. What is recorded stays; look at the executions before you say it again.';
const BACKTEST_TEXT = 'The workflow of the backtest was stopped in Temporal; ask for it again.';
const RUN_TEXT = 'The workflow of the run was stopped in Temporal. What it has sealed anew stays; start another run.';
const PLAN_DETAIL = 'The workflow of the plan was stopped in Temporal; the steps that are recorded stay.';

/** Closes a row whose workflow a person has stopped, and says so in it; a row that rests already stays as it is. */
export async function closeStopped(powers: Powers, { kind, projectId, id }: OpenWork): Promise<void> {
  const { database, wake } = powers;
  switch (kind) {
    case 'turn': {
      const reply = { text: TURN_TEXT, kind: 'error' as const, executionIds: [] };
      await database.write((sql) => changeTurn(sql, { projectId, turnId: id }, ['interpreting', 'running'], { status: 'failed', reply, answer: null, askedAt: null }));
      break;
    }
    case 'plan': {
      const error = { code: 'handler_error' as const, gate: null, detail: PLAN_DETAIL };
      await database.write((sql) => changePlan(sql, { projectId, planId: id }, ['running'], { status: 'cancelled', error }));
      break;
    }
    case 'intent':
      await closeAttempt(database.read, { projectId, attemptId: id });
      break;
    case 'backtest':
      await failBacktestRow(database.read, { projectId, backtestId: id }, BACKTEST_TEXT);
      break;
    case 'reEncryption':
      await database.write((sql) => closeReEncryption(sql, id, { status: 'cancelled', error: RUN_TEXT, endedBy: 'system', at: powers.clock.now() }));
      break;
    case 'purge':
      break; // It is begun again instead: it cannot be taken back half-way.
    case 'approval':
      await cancelWaiting(powers, projectId, id);
  }
  wake(projectId);
}

async function cancelWaiting(powers: Powers, projectId: string, approvalId: string): Promise<void> {
  const at = powers.clock.now().toISOString();
  await powers.database.write(async (sql) => {
    await lockHead(sql, projectId, []);
    await cancelApprovalById(sql, powers.seal, projectId, approvalId, at);
  });
  await settleApproval(powers)({ projectId, approvalId });
}
