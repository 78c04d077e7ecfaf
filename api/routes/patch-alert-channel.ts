import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { noSuchChannel } from '../no-such-channel.ts';
import { requireReachableAddress } from '../require-reachable-address.ts';

/** Changes a channel. A disabled one is told nothing until it is enabled, and nothing of the time between. */
export const patchAlertChannel = ({ alertChannels, egressGuard, clock }: Front) =>
  endpoint(routes.patchAlertChannel, async ({ params: { channelId }, body }) => {
    if (body.url !== undefined) requireReachableAddress(egressGuard, body.url, '/url');
    const channel = await alertChannels.change(channelId, body, clock.now());
    if (!channel) throw noSuchChannel();
    return answer(channel);
  });
