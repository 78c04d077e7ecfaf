import { defineSearchAttributeKey } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';

const STATUS = defineSearchAttributeKey('GatehouseStatus', 'KEYWORD');

/** Shows in Temporal Web what a run came to, where its start could use search attributes. */
export function labelStatus(status: string): void {
  if (workflowInfo().typedSearchAttributes.getAll().length > 0) upsertSearchAttributes([{ key: STATUS, value: status }]);
}
