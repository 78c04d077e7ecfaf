import type { LookupFunction } from 'node:net';
import { type Dispatcher, request } from 'undici';
import { signatureHeaders } from '../../platform/webhook-signature.ts';
import { EgressRefusal } from '../egress/egress-refusal.ts';
import { createGuardedAgent, type MayReach } from '../egress/guarded-agent.ts';

const TIMEOUT_MS = 10_000;
/** What is read of an answer at most; nothing of it is used. */
const MAX_ANSWER_BYTES = 65_536;

/** One message to one address. `id` is the same each time the message is sent, and `body` is JSON. */
export type Webhook = { url: string; id: string; sentAt: Date; secret: string; body: string };

/** What came of sending: it has arrived, it never will, or another try may help. */
export type WebhookOutcome = { kind: 'arrived' } | WebhookFailure;
export type WebhookFailure = { kind: 'refused' | 'failed'; detail: string };

export type SendWebhook = (webhook: Webhook) => Promise<WebhookOutcome>;

/** What says where messages may be sent. */
export type WebhookGuard = { refusalOf: (url: URL) => string | null; mayReach: MayReach };

export type WebhookSenderOptions = { guard: WebhookGuard; timeoutMs?: number; lookup?: LookupFunction };

/**
 * Sends signed messages, each at most once a call and never further than to the address itself: redirects are not
 * followed. It may run twice; the receiver knows a repeat by its id.
 */
export function createWebhookSender({ guard, timeoutMs = TIMEOUT_MS, lookup }: WebhookSenderOptions): SendWebhook {
  const agent = createGuardedAgent({ mayReach: guard.mayReach, timeoutMs, ...(lookup && { lookup }) });
  return async (webhook) => {
    const url = URL.parse(webhook.url);
    const refusal = url === null ? 'this is no address' : guard.refusalOf(url);
    if (url === null || refusal !== null) return { kind: 'refused', detail: refusal ?? '' };
    try {
      return outcomeOf(await post(agent, url, webhook, AbortSignal.timeout(timeoutMs)));
    } catch (error) {
      if (error instanceof EgressRefusal) return { kind: 'refused', detail: error.message };
      return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** Resolves with the status once the answer has begun; the rest of it is dropped. */
async function post(dispatcher: Dispatcher, url: URL, { id, sentAt, secret, body }: Webhook, signal: AbortSignal): Promise<number> {
  const timestamp = Math.floor(sentAt.getTime() / 1_000);
  const headers = { 'content-type': 'application/json', 'user-agent': 'gatehouse', ...signatureHeaders(secret, { id, timestamp, body }) };
  const answer = await request(url, { dispatcher, method: 'POST', headers, body, signal });
  await answer.body.dump({ limit: MAX_ANSWER_BYTES, signal }).catch(() => {}); // The status is what counts.
  return answer.statusCode;
}

function outcomeOf(status: number): WebhookOutcome {
  if (status >= 200 && status < 300) return { kind: 'arrived' };
  const detail = `it answered ${status}`;
  return { kind: status >= 500 ? 'failed' : 'refused', detail: status >= 300 && status < 400 ? `${detail}, and redirects are not followed` : detail };
}
