import type { Request } from 'express';
import type { Route } from '../contract/route.ts';
import type { KeptAnswer, KeyClaim } from '../db/stores/idempotency-keys.ts';
import type { Answer } from './answer.ts';
import type { Caller } from './auth/caller.ts';
import type { Front } from './front.ts';
import { invalidRequest, ProblemError, problemTable } from './problems.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;
const KEPT_MS = 24 * 3_600_000;
/** Beyond the longest wait for an outcome: a holder that is silent for longer has died. */
const MARGIN_MS = 60_000;
/** Shown once, so a kept answer is without them. */
const SECRETS = ['token', 'secret'] as const;

type Keyed = { route: Route; req: Request; call: { caller: Caller | null; body: unknown; requestId: string } };
type Answering = () => Promise<Answer<unknown>>;

/**
 * Answers a POST that carries an Idempotency-Key once: within 24 hours its repeat gets the first answer again. A fault, or an answer that
 * says to try again, is not kept; the next try then goes on with the same attempt. Any other call is simply answered.
 */
export async function answerOnce(front: Front, keyed: Keyed, answering: Answering): Promise<Answer<unknown>> {
  const { caller, body } = keyed.call;
  const key = keyOf(keyed.req);
  if (key === undefined || caller === null) return answering();
  const outcome = await front.idempotencyKeys.claim({ ...times(front), ...about(keyed.req), caller: nameOf(caller), key, body: JSON.stringify(body ?? null), requestId: front.mintId() });
  if (outcome.kind === 'busy') throw new ProblemError('conflict', 'A call with this Idempotency-Key is being answered at this moment.', { retryAfterSeconds: 1 });
  if (outcome.kind === 'mismatch') throw new ProblemError('idempotency_mismatch', 'This Idempotency-Key was used with another body; send this one with a new key.');
  if (outcome.kind === 'answered') return recall(outcome.answer);
  nameAttempt(keyed, outcome.claim.requestId);
  return answerAndKeep(front, keyed, outcome.claim, answering);
}

/** The key of a POST; undefined where it has none. */
function keyOf(req: Request): string | undefined {
  const key = req.method === 'POST' ? req.get('Idempotency-Key') : undefined;
  if (key === undefined || KEY.test(key)) return key;
  throw invalidRequest([{ path: '/headers/idempotency-key', message: 'expected 1 to 255 visible ASCII characters' }]);
}

/** A token stands for itself: what another one of its owner was answered may be more than it may see. */
const nameOf = (caller: Caller): string => (caller.via === 'token' ? `token ${caller.tokenId}` : `user ${caller.userId}`);

const about = ({ method, originalUrl }: Request): { method: string; path: string } => ({ method, path: originalUrl.split('?', 1)[0] ?? '' });

function times({ clock, config }: Front): { now: Date; heldUntil: Date; expiresAt: Date } {
  const now = clock.now();
  const after = (ms: number): Date => new Date(now.getTime() + ms);
  return { now, heldUntil: after(config.intentWaitMs + MARGIN_MS), expiresAt: after(KEPT_MS) };
}

/** Gives the attempt of a body that does not name its own the name that goes with the key, so that no try of the call runs it twice. */
function nameAttempt({ route, call: { body } }: Keyed, requestId: string): void {
  const named = route.body && 'shape' in route.body && typeof route.body.shape === 'object' && route.body.shape !== null && 'requestId' in route.body.shape;
  if (named && typeof body === 'object' && body !== null && !('requestId' in body)) Object.assign(body, { requestId });
}

async function answerAndKeep(front: Front, { call, route }: Keyed, claim: KeyClaim, answering: Answering): Promise<Answer<unknown>> {
  try {
    const answer = await answering();
    if (answer.kind === 'data') await keep(front, claim, route.status ?? 200, { kind: 'data', data: withoutSecrets(answer.data), headers: withoutCookie(answer.headers) });
    return answer;
  } catch (error) {
    const problem = error instanceof ProblemError && error.problem.retryAfterSeconds === undefined ? error.problem : null;
    const status = problem ? problemTable[problem.code].status : 500;
    // The problem keeps the id of the request that met it, under which the log has it.
    if (problem && status < 500) await keep(front, claim, status, { kind: 'problem', problem: { requestId: call.requestId, ...problem } });
    else await front.idempotencyKeys.release(claim, front.clock.now()).catch(noted(front, claim));
    throw error;
  }
}

/** What was answered is true also where it cannot be kept; its repeat is then told to wait, and goes on with the same attempt. */
const keep = ({ idempotencyKeys, logger }: Front, claim: KeyClaim, status: number, answer: KeptAnswer): Promise<void> =>
  idempotencyKeys.keep(claim, status, answer).catch(noted({ logger }, claim));

const noted =
  ({ logger }: Pick<Front, 'logger'>, { requestId }: KeyClaim) =>
  (error: unknown): void => {
    logger.warn('answer-not-kept', 'The answer of a call with an Idempotency-Key could not be kept.', { request_id: requestId, error });
  };

function recall(kept: KeptAnswer): Answer<unknown> {
  if (kept.kind === 'data') return kept;
  const { code, detail, ...more } = kept.problem;
  throw new ProblemError(code, detail, more);
}

function withoutSecrets(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  const shown = SECRETS.filter((name) => name in data).map((name) => [name, null]);
  return shown.length === 0 ? data : { ...data, ...Object.fromEntries(shown), replayed: true };
}

const withoutCookie = (headers: Readonly<Record<string, string | string[]>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]): [string, string][] => (name === 'Set-Cookie' || typeof value !== 'string' ? [] : [[name, value]])));
