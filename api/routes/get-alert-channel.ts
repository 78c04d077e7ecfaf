import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { noSuchChannel } from '../no-such-channel.ts';

/** Answers a channel, without its secret. */
export const getAlertChannel = ({ alertChannels }: Front) =>
  endpoint(routes.getAlertChannel, async ({ params: { channelId } }) => {
    const channel = await alertChannels.find(channelId);
    if (!channel) throw noSuchChannel();
    return answer(channel);
  });
