import type { Request } from 'express';
import { constantTimeEqual } from '../../platform/digest.ts';
import { ProblemError } from '../problems.ts';
import type { Caller } from './caller.ts';

/** The header in which a page proves that it can read what the session's owner can. */
export const CSRF_HEADER = 'X-CSRF-Token' as const;

/** Throws unless the call changes nothing, carries the token of its session, or came with an access token, which no page sends by itself. */
export function requireCsrf(req: Request, caller: Caller): void {
  if (caller.via === 'token' || req.method === 'GET' || req.method === 'HEAD') return;
  if (!constantTimeEqual(req.get(CSRF_HEADER) ?? '', caller.csrfToken)) {
    throw new ProblemError('forbidden', `A call that changes something needs the header ${CSRF_HEADER} with the token from /api/v1/auth/me.`);
  }
}
