import type { Temporal } from './connect.ts';

const WORKFLOW_TASK_QUEUE = 1; // temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW
const POLLED_WITHIN_MS = 90_000;

/** Whether Temporal answers; throws when it does not. */
export async function lookForTemporal({ client }: Temporal): Promise<void> {
  await client.workflowService.describeNamespace({ namespace: client.options.namespace });
}

/** Whether a worker has polled the task queue lately; throws when Temporal does not answer. */
export async function lookForWorker({ client, taskQueue }: Temporal, nowMs: number): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: WORKFLOW_TASK_QUEUE,
  });
  return (pollers ?? []).some(({ lastAccessTime }) => nowMs - Number(lastAccessTime?.seconds ?? 0) * 1_000 < POLLED_WITHIN_MS);
}
