import type { User } from '../../contract/user.ts';
import type { Liveness } from '../../db/stores/login-sessions.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { mintSecret } from '../../platform/ids.ts';
import type { Front } from '../front.ts';
import type { Caller } from './caller.ts';

const HOUR_MS = 3_600_000;
const IDLE_MS = 12 * HOUR_MS;
const TOUCH_AFTER_MS = 60_000;

/** A session ends after this long, however much it is used. */
export const SESSION_LASTS_MS = 7 * 24 * HOUR_MS;

type Sessions = Pick<Front, 'loginSessions' | 'clock'>;

/** Opens a session of 256 random bits; only their hash is stored, so only the answer knows the token. */
export async function openSession({ loginSessions, clock }: Sessions, user: User, passwordChangeRequired: boolean): Promise<{ token: string; caller: Caller }> {
  const token = mintSecret();
  const session = { sessionHash: sha256Hex(token), csrfToken: mintSecret() };
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + SESSION_LASTS_MS);
  await loginSessions.open({ ...session, userId: user.userId, createdAt: now, expiresAt }, livenessAt(now));
  return { token, caller: { ...user, ...session, role: null, via: 'session', scopes: null, passwordChangeRequired } };
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

const livenessAt = (now: Date): Liveness => ({ now, idleSince: new Date(now.getTime() - IDLE_MS) });
