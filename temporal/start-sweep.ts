import type { SweepTally } from '../contract/open-work.ts';
import type { WorkflowHandle } from '@temporalio/client';
import { ids } from '../workflows/ids.ts';
import { sweep } from '../workflows/sweep.ts';
import type { Temporal } from './connect.ts';

/** Starts one sweep that looks at everything, beside those of the schedule; a running one of this kind is used. */
export function startSweep({ client, taskQueue }: Temporal): Promise<WorkflowHandle<(input: { isWhole: boolean }) => Promise<SweepTally>>> {
  return client.workflow.start(sweep, {
    taskQueue,
    workflowId: `${ids.sweep(taskQueue)}-whole`,
    args: [{ isWhole: true }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowTaskTimeout: '2 s',
  });
}
