import { continueAsNew, proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities } from '../contract/activities.ts';
import { purgeStep } from './activity-options.ts';
import { followProgress } from './follow-progress.ts';

const { purgeProject } = proxyActivities<Activities>(purgeStep);

const MAX_STEPS = 500;
/** Longer than a call may take that had found the project just before it was purged. */
const AFTERMATH = '45 s';

/** Deletes what is left of a purged project, and looks again when all that was under way in it has ended. */
export async function purgeRun({ projectId }: { projectId: string }): Promise<void> {
  const enter = followProgress('deleting');
  await deleteAll(projectId, false);
  enter('waiting for what was under way');
  await sleep(AFTERMATH);
  enter('looking again');
  await deleteAll(projectId, true);
}

async function deleteAll(projectId: string, isLast: boolean): Promise<void> {
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const { isDone } = await purgeProject({ projectId, isLast });
    if (isDone) return;
  }
  await continueAsNew<typeof purgeRun>({ projectId });
}
