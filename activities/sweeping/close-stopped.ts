import type { OpenWork } from '../../contract/open-work.ts';
import { closeAttempt } from '../../db/stores/open-work.ts';
import { changePlan } from '../../db/stores/plans.ts';
import { changeTurn } from '../../db/stores/turns.ts';
import type { Powers } from '../dependencies.ts';

const TURN_TEXT = 'This turn was cancelled: its workflow was stopped in Temporal. What is recorded stays; look at the executions before you say it again.';
const PLAN_DETAIL = 'The workflow of the plan was stopped in Temporal; the steps that are recorded stay.';

/** Closes a row whose workflow a person has stopped, and says so in it; a row that rests already stays as it is. */
export async function closeStopped({ database, wake }: Powers, { kind, projectId, id }: OpenWork): Promise<void> {
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
  }
  wake(projectId);
}
