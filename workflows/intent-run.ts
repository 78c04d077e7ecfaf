import { allHandlersFinished, condition, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { Activities, AttemptOutcome } from '../contract/activities.ts';
import { databaseStep } from './activity-options.ts';
import { followProgress } from './follow-progress.ts';
import { outcomeUpdate } from './messages.ts';

const { executeIntents } = proxyLocalActivities<Activities>(databaseStep);

/** Carries one attempt to its recorded outcome; the update `outcome` answers as soon as it is committed. */
export async function intentRun({ projectId, attemptId }: { projectId: string; attemptId: string }): Promise<AttemptOutcome> {
  let outcome: AttemptOutcome | undefined;
  const enter = followProgress('deciding');
  setHandler(outcomeUpdate, async () => {
    await condition(() => outcome !== undefined);
    return outcome ?? missing(attemptId);
  });

  const [recorded] = await executeIntents({ projectId, attemptIds: [attemptId] });
  outcome = recorded ?? missing(attemptId);
  enter('recorded');
  await condition(allHandlersFinished);
  return outcome;
}

function missing(attemptId: string): never {
  throw new Error(`The attempt ${attemptId} was not answered.`);
}
