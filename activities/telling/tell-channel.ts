import type { DeliveryKind } from '../../contract/alert-channel.ts';
import type { OpenChannel } from '../../db/stores/alert-channels.ts';
import { recordDelivery } from '../../db/stores/alert-deliveries.ts';
import type { WebhookOutcome } from '../../effects/webhook/send-webhook.ts';
import type { Powers } from '../dependencies.ts';

const LONGEST_ERROR = 300;

/** One message for one channel. `id` is the same each time, and `about` names for the log what it is about. */
export type Message = { id: string; kind: DeliveryKind; body: object; about: Readonly<Record<string, string | null>> };

/** Sends a message once and records how that ended; the log says what did not arrive. The address may hold a secret of the receiver's, so the log has its origin alone. */
export async function tellChannel({ database, sendWebhook, clock, logger }: Powers, { channelId, url, secret }: OpenChannel, { id, kind, body, about }: Message): Promise<WebhookOutcome> {
  const outcome = await sendWebhook({ url, secret, id, sentAt: clock.now(), body: JSON.stringify(body) });
  const failure = outcome.kind === 'arrived' ? null : outcome;
  const error = failure && failure.detail.slice(0, LONGEST_ERROR);
  await recordDelivery(database.read, { channelId, deliveryId: id, kind, status: failure ? 'failed' : 'sent', httpStatus: outcome.status, error, at: clock.now() });
  if (failure) logger.warn('notice-failed', `A channel could not be told: ${failure.detail}.`, { channel_id: channelId, kind, origin: URL.parse(url)?.origin, final: failure.kind === 'refused', ...about });
  return outcome;
}
