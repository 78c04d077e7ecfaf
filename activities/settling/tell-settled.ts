import type { Settled } from '../../domain/execution/decide-attempts.ts';
import type { ChainedExecution } from '../../domain/execution/write-up.ts';
import type { Powers } from '../dependencies.ts';

/** Tells of what was committed: wakes the streams of the project, and logs one line for each recorded execution. */
export function tellSettled({ logger, wake }: Pick<Powers, 'logger' | 'wake'>, projectId: string, { writeUps }: Pick<Settled, 'writeUps'>): void {
  wake(projectId);
  for (const { execution } of writeUps) logExecution(logger, execution);
}

/** The line is joined to the audit row, the workflow and the request by their ids. */
function logExecution(logger: Powers['logger'], execution: ChainedExecution): void {
  const { requestId, projectId, executionId, userId, trigger, actionId, status, errorCode, cost, durationMs, workflowId } = execution;
  logger.info('execution-recorded', `${actionId}: ${errorCode ?? status}.`, {
    request_id: requestId,
    project_id: projectId,
    execution_id: executionId,
    user_id: userId,
    workflow_id: workflowId,
    trigger,
    status,
    cost,
    duration_ms: durationMs,
  });
}
