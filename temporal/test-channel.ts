import { channelTest } from '../workflows/channel-test.ts';
import type { ChannelTestRef } from '../contract/activities.ts';
import { ids } from '../workflows/ids.ts';
import type { Temporal } from './connect.ts';

/** Has one test message sent to a channel and waits until that has ended, whatever came of it; false when nothing is known in time. */
export async function testChannel({ client, taskQueue, ending }: Temporal, test: ChannelTestRef, waitMs: number): Promise<boolean> {
  const stop = AbortSignal.any([AbortSignal.timeout(waitMs), ending.signal]);
  try {
    await client.withAbortSignal(stop, () =>
      client.workflow.execute(channelTest, { taskQueue, workflowId: ids.channelTest(test.channelId, test.deliveryId), args: [test], workflowTaskTimeout: '2 s', staticSummary: 'Test message' }),
    );
    return true;
  } catch (error) {
    if (stop.aborted) return false;
    throw error;
  }
}
