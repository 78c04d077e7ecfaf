import { proxyActivities } from '@temporalio/workflow';
import type { Activities, ApprovalNews, NewsTold } from '../contract/activities.ts';
import { noticeStep } from './activity-options.ts';
import { followProgress } from './follow-progress.ts';

const { notifyApproval } = proxyActivities<Activities>(noticeStep);

/** Tells each channel of one piece of news; one that cannot be told is tried again for a while, and never keeps another one waiting. */
export async function noticeRun({ channelIds, ...news }: ApprovalNews): Promise<NewsTold> {
  followProgress('telling');
  const told = await Promise.allSettled(channelIds.map((channelId) => notifyApproval({ ...news, channelId })));
  const arrived = told.filter((one) => one.status === 'fulfilled' && one.value.isTold).length;
  return { told: arrived, failed: told.filter(({ status }) => status === 'rejected').length };
}
