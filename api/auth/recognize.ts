import type { IncomingHttpHeaders } from 'node:http';
import type { Front } from '../front.ts';
import { findTokenOwner, readBearer } from './access-token.ts';
import type { Caller } from './caller.ts';
import { findCaller } from './login-session.ts';
import { readSessionToken } from './session-cookie.ts';

/** Whose the credential of a call is, null where it is none that works. A bearer token decides alone, whatever cookie comes with it. */
export async function recognize(front: Pick<Front, 'accessTokens' | 'loginSessions' | 'clock'>, headers: IncomingHttpHeaders): Promise<Caller | null> {
  const bearer = readBearer(headers);
  if (bearer !== null) return findTokenOwner(front, bearer);
  const session = readSessionToken(headers);
  return session === null ? null : findCaller(front, session);
}
