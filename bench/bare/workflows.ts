import { proxyActivities } from '@temporalio/workflow';

const { doNothing } = proxyActivities<{ doNothing: () => Promise<void> }>({ startToCloseTimeout: '20 s' });

/** The workflow that everybody writes first: one activity that does nothing. */
export async function bareRun(): Promise<void> {
  await doNothing();
}
