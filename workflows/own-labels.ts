import { workflowInfo } from '@temporalio/workflow';

/** The search attributes and the memo of this workflow, for a child that it starts. */
export function ownLabels() {
  const { typedSearchAttributes, memo } = workflowInfo();
  return { typedSearchAttributes, ...(memo && { memo }) };
}
