import { createHmac, randomBytes } from 'node:crypto';

const MARK = 'whsec_';
const BYTES = 32;

/** What is signed: the id of the message, when it is sent, and the bytes of its body as text. */
export type SignedMessage = { readonly id: string; readonly timestamp: number; readonly body: string };

/** A new signing secret of 256 random bits, as Standard Webhooks writes it. */
export const mintWebhookSecret = (): string => `${MARK}${randomBytes(BYTES).toString('base64')}`;

/** The headers of Standard Webhooks, by which a receiver knows who has sent a message and that nobody has changed it. The timestamp is in seconds. */
export function signatureHeaders(secret: string, { id, timestamp, body }: SignedMessage): Record<string, string> {
  const key = Buffer.from(secret.slice(MARK.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}
