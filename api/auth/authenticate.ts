import type { Request } from 'express';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import type { Throttle } from '../throttle.ts';
import type { Caller } from './caller.ts';
import { type KnownCredentials, recognize } from './recognize.ts';

/** Who makes a call. Throws without a credential that works, and where the credential, or else the address, calls too often. */
export async function authenticate(front: KnownCredentials & Pick<Front, 'requestThrottle'>, req: Request): Promise<Caller> {
  const caller = await recognize(front, req.headers);
  if (caller === null) {
    throttleAddress(front.requestThrottle, req);
    throw new ProblemError('unauthenticated', 'Sign in first: there is no session or access token, or it has ended.');
  }
  throttle(front.requestThrottle, caller.via === 'token' ? `token ${caller.tokenId}` : `session ${caller.sessionHash}`);
  return caller;
}

/** Counts a call of somebody unknown by his address; throws where that address calls too often. */
export const throttleAddress = (counts: Throttle, req: Request): void => throttle(counts, `address ${req.socket.remoteAddress ?? ''}`);

function throttle(counts: Throttle, key: string): void {
  const retryAfterSeconds = counts.take(key);
  if (retryAfterSeconds > 0) throw new ProblemError('too_many_requests', `Too many requests; try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
}
