import type { Execution, Trigger } from '../contract/execution.ts';
import type { Intent } from '../contract/intent.ts';
import { findExecutionOfAttempt } from '../db/stores/executions.ts';
import { ids } from '../temporal/ids.ts';
import { runIntent } from '../temporal/run-intent.ts';
import type { Front } from './front.ts';
import { isOutage } from './outage.ts';
import { ProblemError } from './problems.ts';

/**
 * Stores an attempt, has it carried to its outcome, and answers the recorded execution; an attempt that is recorded is
 * answered from its row. Whichever is first tells that it is: the feed, right after the commit, or the workflow.
 */
export async function runAttempt(front: Front, caller: { projectId: string; userId: string; trigger: Trigger; httpRequestId: string }, intent: Intent): Promise<Execution> {
  const { attempts, database, temporal, config, mintId, logger, recordedWatch } = front;
  const { projectId, userId, trigger } = caller;
  const { actionId, inputs, mode, confirmed, requestId = mintId() } = intent;
  const named = { projectId, userId, requestId, intent: { actionId, inputs } };
  const attemptId = await attempts.idOf(database.read, named);
  const workflowId = ids.intent(projectId, attemptId);
  logger.info('attempt-opened', `${actionId}.`, { request_id: requestId, project_id: projectId, workflow_id: workflowId, http_request_id: caller.httpRequestId });
  const recorded = () => findExecutionOfAttempt(database.read, projectId, attemptId);

  const isNew = await attempts.open(database.read, { ...named, attemptId, mode, confirmed, trigger, planId: null, turnId: null, workflowId });
  const known = isNew ? undefined : await recorded();
  if (known) return known;
  const { recorded: committed, forget } = recordedWatch.watch(projectId, attemptId);
  const carried = runIntent(temporal, { projectId, attemptId, userId, actionId }, config.intentWaitMs);
  const execution = await Promise.race([carried, committed]).then(recorded).catch(unlessOutage).finally(forget);
  if (execution) return execution;
  const detail = `outcome unknown; it may still be committed: repeat the requestId ${requestId}, or look it up among the executions`;
  throw new ProblemError('unavailable', detail, { retryAfterSeconds: 1, requestId });
}

/** The attempt is stored, so when a part cannot be reached nothing is known of its outcome. */
function unlessOutage(error: unknown): undefined {
  if (!isOutage(error)) throw error;
}
