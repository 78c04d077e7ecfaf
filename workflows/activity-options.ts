import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';
import type { ProblemCode } from '../contract/problem.ts';

/** Failures that no retry can mend: the request itself is wrong. */
const NOT_RETRYABLE: ProblemCode[] = ['not_found', 'conflict', 'invalid_request', 'forbidden'];

/** A short step on the database, without any other effect, run in the workflow's own worker; retried while Postgres is away. */
export const databaseStep: LocalActivityOptions = {
  startToCloseTimeout: '20 s',
  scheduleToCloseTimeout: '10 min',
  localRetryThreshold: '30 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 2, maximumInterval: '5 s', nonRetryableErrorTypes: NOT_RETRYABLE },
};

/** A short step of the sweep, which comes again within a minute and so need not wait for an outage to end. */
export const sweepStep: LocalActivityOptions = { ...databaseStep, scheduleToCloseTimeout: '40 s' };

/** A step of the sweep that asks Temporal about many workflows. */
export const sweepAction: ActivityOptions = {
  startToCloseTimeout: '1 min',
  scheduleToCloseTimeout: '2 min',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumAttempts: 3 },
};

/** A look through all that a project has recorded since the last one. */
export const verifyStep: ActivityOptions = { startToCloseTimeout: '5 min', retry: { maximumAttempts: 1 } };

/** A question to a model, which may think for minutes. It gives a sign of life each second, so that a worker that dies in it is soon followed by another. */
export const modelStep: ActivityOptions = {
  startToCloseTimeout: '30 min',
  scheduleToCloseTimeout: '1 h',
  heartbeatTimeout: '10 s',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumAttempts: 3, nonRetryableErrorTypes: NOT_RETRYABLE },
};

/** A replay of all that a project has recorded. It gives a sign of life with every batch, so that a worker that dies in it is soon followed by another. */
export const backtestStep: ActivityOptions = {
  startToCloseTimeout: '1 h',
  scheduleToCloseTimeout: '6 h',
  heartbeatTimeout: '10 s',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '10 s', maximumAttempts: 30, nonRetryableErrorTypes: NOT_RETRYABLE },
};

/** Many rows that are sealed anew, batch after batch. It gives a sign of life with every batch, and goes on where the last one ended. A worker with other keys leaves it to the next one. */
export const reEncryptionStep: ActivityOptions = {
  startToCloseTimeout: '1 h',
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '10 s', maximumAttempts: 100, nonRetryableErrorTypes: NOT_RETRYABLE },
};

/** A step towards the end of a purged project, tried until it is done. */
export const purgeStep: ActivityOptions = {
  startToCloseTimeout: '2 min',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '1 min', nonRetryableErrorTypes: NOT_RETRYABLE },
};

/** A message that leaves the house: tried five times within about three minutes, since what it tells of is soon old. */
export const noticeStep: ActivityOptions = {
  startToCloseTimeout: '15 s',
  scheduleToCloseTimeout: '15 min',
  retry: { initialInterval: '1 s', backoffCoefficient: 5, maximumInterval: '2 min', maximumAttempts: 5, nonRetryableErrorTypes: NOT_RETRYABLE },
};

/** A message that only shows whether messages arrive, and so is sent once while somebody waits. */
export const testStep: ActivityOptions = { startToCloseTimeout: '15 s', scheduleToCloseTimeout: '1 min', retry: { maximumAttempts: 1 } };

/** The step that tells a row that its workflow has given up; tried until it is told, because nothing comes after it. */
export const lastStep: ActivityOptions = {
  startToCloseTimeout: '20 s',
  retry: { initialInterval: '1 s', backoffCoefficient: 2, maximumInterval: '1 min', nonRetryableErrorTypes: NOT_RETRYABLE },
};
