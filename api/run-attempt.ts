import type { AttemptOutcome } from '../contract/activities.ts';
import type { Execution, Trigger } from '../contract/execution.ts';
import type { RecordedIntent } from '../contract/intent.ts';
import { findExecutionOfAttempt } from '../db/stores/executions.ts';
import { keepMedia } from '../db/stores/media.ts';
import type { Attempt } from '../domain/execution/attempt.ts';
import { ids } from '../temporal/ids.ts';
import { runIntent } from '../temporal/run-intent.ts';
import type { Front } from './front.ts';
import { isOutage } from './outage.ts';
import { ProblemError } from './problems.ts';
import { staleState } from './require-version.ts';

/** Who wants an attempt, by which way, and on which version of the state alone. */
type AttemptOrigin = { projectId: string; userId: string; trigger: Trigger; httpRequestId: string; demandedVersion?: number | null };

/**
 * Stores an attempt, has it carried to its outcome, and answers the recorded execution; an attempt that is recorded is
 * answered from its row. Whichever is first tells that it is: the feed, right after the commit, or the workflow. One that
 * meets another version of the state than was demanded leaves nothing, and is `stale_state`.
 */
export async function runAttempt(front: Front, caller: AttemptOrigin, intent: RecordedIntent): Promise<Execution> {
  const { attempts, database, mintId, logger, recordedWatch, lanes } = front;
  const { projectId, userId, trigger, demandedVersion = null } = caller;
  const { actionId, inputs, media, mode, confirmed, requestId = mintId() } = intent;
  const named = { projectId, userId, requestId, intent: { actionId, inputs, media } };
  const attemptId = await attempts.idOf(database.read, named);
  const isBusy = lanes.isBusy(projectId);
  const workflowId = isBusy ? ids.lane(projectId) : ids.intent(projectId, attemptId);
  logger.info('attempt-opened', `${actionId}.`, { request_id: requestId, project_id: projectId, workflow_id: workflowId, http_request_id: caller.httpRequestId });
  const recorded = () => findExecutionOfAttempt(database.read, projectId, attemptId);

  const isNew = await openAttempt(front, { ...named, attemptId, mode, confirmed, trigger, planId: null, turnId: null, workflowId, demandedVersion });
  const known = isNew ? undefined : await recorded();
  if (known) return known;
  const { recorded: committed, forget } = recordedWatch.watch(projectId, attemptId);
  const carried = carry(front, { projectId, attemptId, userId, actionId }, isBusy).then((outcome) => {
    if (outcome?.status === 'stale' && demandedVersion !== null) throw staleState(demandedVersion);
  });
  const execution = await Promise.race([carried, committed]).then(recorded).catch(unlessOutage).finally(forget);
  if (execution) return execution;
  const detail = `outcome unknown; it may still be committed: repeat the requestId ${requestId}, or look it up among the executions`;
  throw new ProblemError('unavailable', detail, { retryAfterSeconds: 1, requestId });
}

/** A busy project's lane carries it with others. Where the lane cannot take it, a workflow of its own does: carrying it twice does no harm. */
async function carry({ lanes, temporal, config }: Front, attempt: { projectId: string; attemptId: string; userId: string; actionId: string }, isBusy: boolean): Promise<AttemptOutcome | null> {
  const alone = () => runIntent(temporal, attempt, config.intentWaitMs);
  if (!isBusy) return alone();
  return lanes.carry(attempt.projectId, attempt.attemptId).catch((error: unknown) => {
    if (isOutage(error)) throw error;
    return alone();
  });
}

/** One statement; with attachments a transaction, so that they stay if the attempt does. */
const openAttempt = ({ attempts, database }: Front, attempt: Attempt): Promise<boolean> =>
  attempt.intent.media === undefined
    ? attempts.open(database.read, attempt)
    : database.write(async (sql) => {
        await keepMedia(sql, attempt.projectId, attempt.intent.media ?? []);
        return attempts.open(sql, attempt);
      });

/** The attempt is stored, so when a part cannot be reached nothing is known of its outcome. */
function unlessOutage(error: unknown): undefined {
  if (!isOutage(error)) throw error;
}
