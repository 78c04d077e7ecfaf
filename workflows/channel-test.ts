import { proxyActivities } from '@temporalio/workflow';
import type { Activities, ChannelTestRef } from '../contract/activities.ts';
import { testStep } from './activity-options.ts';
import { followProgress } from './follow-progress.ts';

const { notifyTest } = proxyActivities<Activities>(testStep);

/** Sends one test message to one channel, once. */
export async function channelTest(test: ChannelTestRef): Promise<{ isTold: boolean }> {
  followProgress('telling');
  return notifyTest(test);
}
