import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { noSuchChannel } from '../no-such-channel.ts';

/** Removes a channel; what is on its way to it may still arrive. */
export const deleteAlertChannel = ({ alertChannels }: Front) =>
  endpoint(routes.deleteAlertChannel, async ({ params: { channelId } }) => {
    if (!(await alertChannels.remove(channelId))) throw noSuchChannel();
    return answer(null);
  });
