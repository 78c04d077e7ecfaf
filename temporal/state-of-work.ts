import { WorkflowNotFoundError } from '@temporalio/client';
import type { OpenWork, WorkflowState } from '../contract/open-work.ts';
import type { Temporal } from './connect.ts';
import { workflowOf } from './workflow-of.ts';

const ANSWER_WITHIN_MS = 10_000;

/** What Temporal knows of the newest run of a row's workflow. */
export async function stateOfWork({ client }: Temporal, work: OpenWork): Promise<WorkflowState> {
  try {
    const { status } = await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => client.workflow.getHandle(workflowOf(work)).describe());
    switch (status.name) {
      case 'RUNNING':
      case 'PAUSED':
      case 'CONTINUED_AS_NEW':
        return 'live';
      case 'TERMINATED':
      case 'CANCELLED':
        return 'stopped';
      case 'COMPLETED':
      case 'FAILED':
      case 'TIMED_OUT':
      case 'UNSPECIFIED':
      case 'UNKNOWN':
        return 'gone';
    }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'gone';
    throw error;
  }
}
