import type { Request } from 'express';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import type { Throttle } from '../throttle.ts';
import type { Caller } from './caller.ts';
import { findCaller } from './login-session.ts';
import { readSessionToken } from './session-cookie.ts';

/** Who makes a call. Throws without a live session, and where the credential, or else the address, calls too often. */
export async function authenticate(front: Pick<Front, 'loginSessions' | 'clock' | 'requestThrottle'>, req: Request): Promise<Caller> {
  const token = readSessionToken(req.headers);
  const caller = token === null ? null : await findCaller(front, token);
  if (caller === null) {
    throttleAddress(front.requestThrottle, req);
    throw new ProblemError('unauthenticated', 'Sign in first: there is no session, or it has ended.');
  }
  throttle(front.requestThrottle, `session ${caller.sessionHash}`);
  return caller;
}

/** Counts a call of somebody unknown by his address; throws where that address calls too often. */
export const throttleAddress = (counts: Throttle, req: Request): void => throttle(counts, `address ${req.socket.remoteAddress ?? ''}`);

function throttle(counts: Throttle, key: string): void {
  const retryAfterSeconds = counts.take(key);
  if (retryAfterSeconds > 0) throw new ProblemError('too_many_requests', `Too many requests; try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
}
