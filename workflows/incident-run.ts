import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities, IncidentNews, NewsTold } from '../contract/activities.ts';
import { databaseStep, noticeStep } from './activity-options.ts';
import { followProgress } from './follow-progress.ts';

const { notifyIncident } = proxyActivities<Activities>(noticeStep);
const { closeNews } = proxyLocalActivities<Activities>(databaseStep);

/** Tells each channel of one alert, then keeps that this was done; one that cannot be told is tried again for a while, and never keeps another one waiting. */
export async function incidentRun({ channelIds, ...news }: IncidentNews): Promise<NewsTold> {
  const enter = followProgress('telling');
  const told = await Promise.allSettled(channelIds.map((channelId) => notifyIncident({ ...news, channelId })));
  enter('closing');
  await closeNews(news);
  const arrived = told.filter((one) => one.status === 'fulfilled' && one.value.isTold).length;
  return { told: arrived, failed: told.filter(({ status }) => status === 'rejected').length };
}
