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

/** What came of sending: it has arrived, it never will, or another try may help. `status` is null where nothing was answered, and `retryAfterMs` where the receiver has not said when to come again. */
export type WebhookOutcome = { kind: 'arrived'; status: number } | WebhookFailure;
export type WebhookFailure = { kind: 'refused' | 'failed'; detail: string; status: number | null; retryAfterMs: number | null };

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
    if (url === null || refusal !== null) return unanswered('refused', refusal ?? '');
    try {
      return outcomeOf(await post(agent, url, webhook, AbortSignal.timeout(timeoutMs)), webhook.sentAt);
    } catch (error) {
      if (error instanceof EgressRefusal) return unanswered('refused', error.message);
      return unanswered('failed', error instanceof Error ? error.message : String(error));
    }
  };
}

const unanswered = (kind: WebhookFailure['kind'], detail: string): WebhookFailure => ({ kind, detail, status: null, retryAfterMs: null });

/** What is looked at of an answer. */
type Begun = { status: number; retryAfter: string | string[] | undefined };

/** Resolves once the answer has begun; the rest of it is dropped. */
async function post(dispatcher: Dispatcher, url: URL, { id, sentAt, secret, body }: Webhook, signal: AbortSignal): Promise<Begun> {
  const timestamp = Math.floor(sentAt.getTime() / 1_000);
  const headers = { 'content-type': 'application/json', 'user-agent': 'gatehouse', ...signatureHeaders(secret, { id, timestamp, body }) };
  const answer = await request(url, { dispatcher, method: 'POST', headers, body, signal });
  await answer.body.dump({ limit: MAX_ANSWER_BYTES, signal }).catch(() => {}); // The status is what counts.
  return { status: answer.statusCode, retryAfter: answer.headers['retry-after'] };
}

/** Answers that say 'not now' rather than 'no'. */
const TRANSIENT: readonly number[] = [408, 429];

function outcomeOf({ status, retryAfter }: Begun, now: Date): WebhookOutcome {
  if (status >= 200 && status < 300) return { kind: 'arrived', status };
  const detail = `it answered ${status}`;
  const failed = { status, retryAfterMs: retryAfterMsOf(retryAfter, now) };
  if (status >= 500 || TRANSIENT.includes(status)) return { ...failed, kind: 'failed', detail };
  return { ...failed, kind: 'refused', detail: status >= 300 && status < 400 ? `${detail}, and redirects are not followed` : detail };
}

/** A receiver says in seconds, or by a date, when to come again; whoever listens to it sets the bounds. */
function retryAfterMsOf(header: string | string[] | undefined, now: Date): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
