import type { WorkflowStartOptions } from '@temporalio/client';
import type { Temporal } from './connect.ts';
import { type Labels, searchAttributes } from './labels.ts';

/** A workflow of this house: one object in, one out. */
export type Run<Input> = (input: Input) => Promise<unknown>;

/** How a workflow is started: under an id that its row names, with what Temporal Web shows of it. */
export type Launch<Input> = {
  workflowId: string;
  input: Input;
  labels: Labels;
  /** One line for Temporal Web; it travels encrypted. */
  summary: string;
};

/** What every start has in common: it finds the run that is there already, so that it is safe to repeat. A short workflow task timeout lets another worker take over within seconds. */
export function startOptions<Input extends object>(
  { taskQueue, labels: labelled }: Temporal,
  { workflowId, input, labels, summary }: Launch<Input>,
): WorkflowStartOptions<Run<Input>> & { workflowIdConflictPolicy: 'USE_EXISTING' } {
  return {
    taskQueue,
    workflowId,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowTaskTimeout: '2 s',
    staticSummary: summary,
    ...(labelled && { typedSearchAttributes: searchAttributes(labels) }),
  };
}
