import type { Execution, Trigger } from '../contract/execution.ts';
import type { Intent } from '../contract/intent.ts';
import { findExecutionOfAttempt } from '../db/stores/executions.ts';
import { ids } from '../temporal/ids.ts';
import { runIntent } from '../temporal/run-intent.ts';
import type { Front } from './front.ts';
import { ProblemError } from './problems.ts';

/** Stores an attempt, has it carried to its outcome, and answers the recorded execution; an attempt that is recorded is answered from its row. */
export async function runAttempt(front: Front, caller: { projectId: string; userId: string; trigger: Trigger; httpRequestId: string }, intent: Intent): Promise<Execution> {
  const { attempts, database, temporal, config, mintId, logger } = front;
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
  await runIntent(temporal, { projectId, attemptId, userId, actionId }, config.intentWaitMs);
  const execution = await recorded();
  if (execution) return execution;
  throw new ProblemError('unavailable', `outcome unknown; ask again with the requestId ${requestId}`, { retryAfterSeconds: 1 });
}
