import { WorkflowNotFoundError } from '@temporalio/client';
import type { OpenWork } from '../contract/open-work.ts';
import type { Temporal } from './connect.ts';
import { workflowOf } from './workflow-of.ts';

const ANSWER_WITHIN_MS = 3_000;

/** Asks the workflow of a row to end where it is; one that is over or unknown needs nothing. */
export async function cancelWork({ client }: Temporal, work: Pick<OpenWork, 'kind' | 'projectId' | 'id'>): Promise<void> {
  try {
    await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => client.workflow.getHandle(workflowOf(work)).cancel());
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
