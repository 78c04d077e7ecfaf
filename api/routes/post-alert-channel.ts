import { routes } from '../../contract/routes.ts';
import { MAX_ALERT_CHANNELS } from '../../db/stores/alert-channels.ts';
import { mintWebhookSecret } from '../../platform/webhook-signature.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { requireReachableAddress } from '../require-reachable-address.ts';

/** Adds a channel. The secret that signs what it is sent is in this answer and nowhere else. */
export const postAlertChannel = ({ alertChannels, egressGuard, clock, mintId }: Front) =>
  endpoint(routes.postAlertChannel, async ({ caller, body }) => {
    requireReachableAddress(egressGuard, body.url, '/url');
    const secret = mintWebhookSecret();
    const channel = await alertChannels.insert({ ...body, channelId: mintId(), secret, createdBy: caller.userId, createdAt: clock.now() });
    if (!channel) throw new ProblemError('conflict', `There are ${MAX_ALERT_CHANNELS} alert channels already; delete one first.`);
    return answer({ ...channel, secret });
  });
