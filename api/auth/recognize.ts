import type { IncomingHttpHeaders } from 'node:http';
import type { Front } from '../front.ts';
import { findTokenOwner, isAccessToken, readBearer } from './access-token.ts';
import type { Caller } from './caller.ts';
import { findCaller } from './login-session.ts';
import { findBearer } from './oidc/find-bearer.ts';
import { readSessionToken } from './session-cookie.ts';

/** What tells whose a credential is. */
export type KnownCredentials = Pick<Front, 'accessTokens' | 'loginSessions' | 'identityProvider' | 'userIdentities' | 'mintId' | 'logger' | 'clock' | 'config'>;

/** Whose the credential of a call is, null where it is none that works: a session, an access token of ours, or one of the identity provider. A bearer token decides alone, whatever cookie comes with it. */
export async function recognize(front: KnownCredentials, headers: IncomingHttpHeaders): Promise<Caller | null> {
  const bearer = readBearer(headers);
  if (bearer !== null) return isAccessToken(bearer) ? findTokenOwner(front, bearer) : findBearer(front, bearer);
  const session = readSessionToken({ config: front.config, headers });
  return session === null ? null : findCaller(front, session);
}
