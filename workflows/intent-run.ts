import { allHandlersFinished, condition, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { Activities, AttemptOutcome } from '../contract/activities.ts';
import { databaseStep } from './activity-options.ts';
import { awaitPeople } from './await-people.ts';
import { followProgress } from './follow-progress.ts';
import { labelStatus } from './label-status.ts';
import { outcomeUpdate } from './messages.ts';

const { executeIntents } = proxyLocalActivities<Activities>(databaseStep);

type AttemptRef = { projectId: string; attemptId: string };

/** Carries one attempt to its recorded outcome; the update `outcome` answers as soon as it is committed. */
export async function intentRun(attempt: AttemptRef): Promise<AttemptOutcome> {
  const enter = followProgress('deciding');
  const recorded = executeOne(attempt);
  setHandler(outcomeUpdate, () => recorded);

  const outcome = await recorded;
  enter('recorded', outcome.status === 'pending_approval' ? 'approval' : undefined);
  labelStatus(outcome.status);
  await awaitPeople(attempt.projectId, outcome);
  await condition(allHandlersFinished);
  return outcome;
}

async function executeOne({ projectId, attemptId }: AttemptRef): Promise<AttemptOutcome> {
  const [outcome] = await executeIntents({ projectId, attemptIds: [attemptId] });
  if (!outcome) throw new Error(`The attempt ${attemptId} was not answered.`);
  return outcome;
}
