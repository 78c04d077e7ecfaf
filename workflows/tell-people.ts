import { startChild } from '@temporalio/workflow';
import type { ApprovalNews } from '../contract/activities.ts';
import { ids } from './ids.ts';
import { isAlreadyStarted } from './is-already-started.ts';
import { noticeRun } from './notice-run.ts';
import { outliving } from './outliving.ts';

/** Has channels told of a request, by a workflow that goes on by itself, so that no receiver delays anything here; the same news is told once. */
export async function tellPeople(news: ApprovalNews): Promise<void> {
  const workflowId = ids.notice(news.projectId, news.approvalId, news.kind);
  try {
    await startChild(noticeRun, { args: [news], workflowId, workflowIdReusePolicy: 'REJECT_DUPLICATE', ...outliving() });
  } catch (error) {
    if (!isAlreadyStarted(error)) throw error;
  }
}
