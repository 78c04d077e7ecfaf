import { allHandlersFinished, ApplicationFailure, condition, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';
import type { Activities, AttemptOutcome } from '../contract/activities.ts';
import { databaseStep } from './activity-options.ts';
import { awaitPeople } from './await-people.ts';
import { followProgress } from './follow-progress.ts';
import { carryUpdate } from './messages.ts';

const { executeIntents } = proxyLocalActivities<Activities>(databaseStep);

/** What one run carries at most, so that its history stays short. */
const MOST_ATTEMPTS = 1_000;
const OPEN_FOR = '5 min';

/**
 * Carries the attempts of a project that is busy, so that none of them pays for a workflow of its own; those that come in one update share
 * a transaction. A run that is over lets its updates end and takes no more: the next one begins another run.
 */
export async function projectLane({ projectId }: { projectId: string }): Promise<{ carried: number }> {
  const enter = followProgress('open');
  let carried = 0;
  let isOver = false;
  const carry = async ({ attemptIds }: { attemptIds: string[] }): Promise<AttemptOutcome[]> => {
    carried += attemptIds.length;
    const outcomes = await executeIntents({ projectId, attemptIds });
    for (const outcome of outcomes) await awaitPeople(projectId, outcome);
    return outcomes;
  };
  const refuseWhenOver = (_attempts: { attemptIds: string[] }) => {
    if (isOver) throw ApplicationFailure.nonRetryable('This run takes no more attempts.', 'conflict');
  };
  setHandler(carryUpdate, carry, { validator: refuseWhenOver });

  await Promise.race([sleep(OPEN_FOR), condition(() => carried >= MOST_ATTEMPTS)]);
  isOver = true;
  enter('closing');
  await condition(allHandlersFinished);
  return { carried };
}
