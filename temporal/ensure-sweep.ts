import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type ScheduleOptions } from '@temporalio/client';
import { ids } from '../workflows/ids.ts';
import { sweep } from '../workflows/sweep.ts';
import type { Temporal } from './connect.ts';

/** Sees to it that Temporal sweeps each minute, one sweep at a time; answers whether the schedule was missing. One that is there stays as it is. */
export async function ensureSweep({ client, taskQueue }: Temporal): Promise<boolean> {
  try {
    await client.schedule.create(optionsOf(taskQueue));
    return true;
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return false;
    throw error;
  }
}

/** Brings a schedule that an earlier release has made up to date. */
export async function updateSweep({ client, taskQueue }: Temporal): Promise<void> {
  const { spec, action, policies } = optionsOf(taskQueue);
  await client.schedule.getHandle(ids.sweep(taskQueue)).update(({ state }) => ({ spec, action, policies, state }));
}

function optionsOf(taskQueue: string) {
  const id = ids.sweep(taskQueue);
  return {
    scheduleId: id,
    spec: { intervals: [{ every: '1 minute' }] },
    action: { type: 'startWorkflow', workflowType: sweep, workflowId: id, taskQueue, args: [{ isWhole: false }], workflowTaskTimeout: '2 s' },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
  } satisfies ScheduleOptions<{ type: 'startWorkflow'; workflowType: typeof sweep; workflowId: string; taskQueue: string; args: [{ isWhole: boolean }]; workflowTaskTimeout: '2 s' }>;
}
