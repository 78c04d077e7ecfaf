import { routes } from '../../contract/routes.ts';
import { findDelivery } from '../../db/stores/alert-deliveries.ts';
import { testChannel } from '../../temporal/test-channel.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { noSuchChannel } from '../no-such-channel.ts';
import { ProblemError } from '../problems.ts';

const WAIT_MS = 25_000;

/** Has a test message sent to a channel, once, and answers what came of it, whether it has arrived or not. */
export const testAlertChannel = ({ alertChannels, database, temporal, mintId }: Front) =>
  endpoint(routes.testAlertChannel, async ({ params: { channelId } }) => {
    const channel = await alertChannels.find(channelId);
    if (!channel) throw noSuchChannel();
    if (channel.disabled) throw new ProblemError('conflict', 'The channel is disabled; enable it first.');
    const deliveryId = `test_${mintId()}`;
    const isOver = await testChannel(temporal, { channelId, deliveryId }, WAIT_MS);
    const delivery = isOver ? await findDelivery(database.read, channelId, deliveryId) : null;
    if (!delivery) throw new ProblemError('unavailable', 'What came of the message is not known yet; look at the deliveries of the channel.', { retryAfterSeconds: 5 });
    return answer(delivery);
  });
