import type { Activities } from '../contract/activities.ts';
import type { TestNotice } from '../contract/alert-channel.ts';
import type { Powers } from './dependencies.ts';
import { tellChannel } from './telling/tell-channel.ts';

/** Sends one message that is only a test to one channel, once, and records how that ended; a channel that is gone or disabled is told nothing. */
export const notifyTest =
  (powers: Powers): Activities['notifyTest'] =>
  async ({ channelId, deliveryId }) => {
    const channel = await powers.alertChannels.open(channelId);
    if (!channel) return { isTold: false };
    const notice: TestNotice = {
      ...{ type: 'channel.test', at: powers.clock.now().toISOString(), channelId, url: `${powers.peopleAddress}/organization/alerts` },
      title: 'Test message',
      detail: 'Messages of Gatehouse arrive here.',
    };
    const outcome = await tellChannel(powers, channel, { id: deliveryId, kind: 'channel.test', body: notice, about: {} });
    return { isTold: outcome.kind === 'arrived' };
  };
