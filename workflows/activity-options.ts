import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';
import type { ProblemCode } from '../contract/problem.ts';

/** Failures that no retry can mend: the request itself is wrong. */
const NOT_RETRYABLE: ProblemCode[] = ['not_found', 'conflict', 'invalid_request', 'forbidden'];

/** A short database step, run in the workflow's own worker; retried while Postgres is away. */
export const databaseStep: LocalActivityOptions = {
  startToCloseTimeout: '20 s',
  scheduleToCloseTimeout: '10 min',
  localRetryThreshold: '30 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 2, maximumInterval: '5 s', nonRetryableErrorTypes: NOT_RETRYABLE },
};

/** A step that may call a model: it heartbeats, and gives up after a few tries. */
export const agentStep: ActivityOptions = {
  startToCloseTimeout: '2 min',
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '10 s', maximumAttempts: 5, nonRetryableErrorTypes: NOT_RETRYABLE },
};
