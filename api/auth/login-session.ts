import type { IncomingHttpHeaders } from 'node:http';
import type { SessionMethod } from '../../contract/session.ts';
import type { User } from '../../contract/user.ts';
import type { Liveness } from '../../db/stores/login-sessions.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { mintSecret } from '../../platform/ids.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import type { Caller } from './caller.ts';

const HOUR_MS = 3_600_000;
const IDLE_MS = 12 * HOUR_MS;
const TOUCH_AFTER_MS = 60_000;
const MAX_USER_AGENT = 256;
const MAX_ADDRESS = 64;
const ID_TOKEN = 'id token';

/** A session ends after this long, however much it is used. */
export const SESSION_LASTS_MS = 7 * 24 * HOUR_MS;

type Sessions = Pick<Front, 'loginSessions' | 'clock'>;

/** Who comes in, and how. The hash is the one that a password was found to fit, for it may be replaced meanwhile. The ID token, which an identity provider gave, is kept sealed for the sign-out there. */
export type SignIn = { user: User; passwordChangeRequired: boolean; method: SessionMethod; passwordHash?: string | null; idToken?: string };

/** What a session remembers of the request that opened it. */
export type SignInRequest = { headers: IncomingHttpHeaders; address: string };

/**
 * Opens a session of 256 random bits; only their hash is stored, so only the answer knows the token. Throws where the person was
 * disabled or removed, or his password replaced, since he was looked up.
 */
export async function openSession({ loginSessions, clock, seal }: Sessions & Pick<Front, 'seal'>, { user, passwordChangeRequired, method, passwordHash = null, idToken }: SignIn, request: SignInRequest): Promise<{ token: string; caller: Caller }> {
  const token = mintSecret();
  const session = { sessionHash: sha256Hex(token), csrfToken: mintSecret() };
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + SESSION_LASTS_MS);
  const sealedIdToken = idToken === undefined ? null : seal.seal(ID_TOKEN, idToken);
  const isOpen = await loginSessions.open({ ...session, userId: user.userId, method, passwordHash, ...originOf(request), sealedIdToken, createdAt: now, expiresAt }, livenessAt(now));
  if (!isOpen) throw new ProblemError('unauthenticated', 'This account cannot be used.');
  return { token, caller: { ...user, ...session, role: null, via: 'session', scopes: null, passwordChangeRequired } };
}

/** The ID token that a session was opened with; null where it was opened otherwise. */
export async function findIdToken({ loginSessions, seal }: Pick<Front, 'loginSessions' | 'seal'>, sessionHash: string): Promise<string | null> {
  const sealed = await loginSessions.findIdToken(sessionHash);
  return sealed && seal.open(ID_TOKEN, sealed).toString('utf8');
}

/** Whose a session token is; null where it is unknown, ended, idle for 12 hours, or its person is disabled. */
export async function findCaller({ loginSessions, clock }: Sessions, token: string): Promise<Caller | null> {
  const now = clock.now();
  const session = await loginSessions.find(sha256Hex(token), livenessAt(now));
  if (!session) return null;
  const { user, sessionHash, csrfToken, passwordChangeRequired, lastSeenAt } = session;
  if (now.getTime() - lastSeenAt.getTime() > TOUCH_AFTER_MS) await loginSessions.touch(sessionHash, now);
  return { ...user, role: null, via: 'session', scopes: null, sessionHash, csrfToken, passwordChangeRequired };
}

/** Which sessions live at an instant. */
export const livenessAt = (now: Date): Liveness => ({ now, idleSince: new Date(now.getTime() - IDLE_MS) });

/** A browser says of itself what it likes; the text is shortened, and holds nothing that a terminal would obey. */
const originOf = ({ headers, address }: SignInRequest): { userAgent: string | null; address: string | null } => ({
  userAgent: headers['user-agent']?.replaceAll(/[^\x20-\x7e]/g, '').slice(0, MAX_USER_AGENT) || null,
  address: address.replace(/^::ffff:/, '').slice(0, MAX_ADDRESS) || null,
});
