import { Session, type SessionMethod } from '../../contract/session.ts';
import type { User } from '../../contract/user.ts';
import type { Database, Sql } from '../database.ts';
import { instant } from '../instant.ts';
import { readTimeCursor, toPage, type Page, type PageRequest } from '../page.ts';
import { recordAdminEvent } from './admin-events.ts';
import { USER_COLUMNS, userOf, type UserRow } from './user-row.ts';

/** A live session with the enabled person whose it is. */
export type LoginSession = {
  sessionHash: string;
  csrfToken: string;
  lastSeenAt: Date;
  user: User;
  passwordChangeRequired: boolean;
};

export type NewLoginSession = {
  sessionHash: string;
  userId: string;
  csrfToken: string;
  method: SessionMethod;
  /** The hash that the password was found to fit; null where none was asked for. */
  passwordHash: string | null;
  userAgent: string | null;
  address: string | null;
  sealedIdToken: Uint8Array | null;
  createdAt: Date;
  expiresAt: Date;
};

/** When a session still lives: before its absolute end, and last seen after `idleSince`. */
export type Liveness = { now: Date; idleSince: Date };

/** Whose sessions are listed, and by which of them the caller came, if by any. */
export type SessionsOf = { userId: string; current: string | null };

/** Which system admin ends the session of somebody else, and when, to be recorded; null where somebody ends his own. */
type By = { actorId: string; at: Date } | null;

export type LoginSessions = {
  /** Opens a session of an enabled person, and drops his dead ones and those beyond the newest 50; false where he was disabled or removed, or his password replaced, meanwhile. */
  open(session: NewLoginSession, liveness: Liveness): Promise<boolean>;
  find(sessionHash: string, liveness: Liveness): Promise<LoginSession | null>;
  /** The sealed ID token that a session was opened with; null where it has none. */
  findIdToken(sessionHash: string): Promise<Uint8Array | null>;
  /** Notes that the session was used just now. */
  touch(sessionHash: string, now: Date): Promise<void>;
  end(sessionHash: string): Promise<void>;
  /** Lists a person's live sessions, the newest first. */
  list(of: SessionsOf, liveness: Liveness, page: PageRequest): Promise<Page<Session>>;
  /** Ends one session of a person; false where he has none of that id. */
  endOne(session: { userId: string; sessionId: string; by: By }): Promise<boolean>;
  /** Ends a person's sessions but the one that is kept, and answers how many. */
  endAll(userId: string, which: { keep: string | null; by: By }): Promise<number>;
};

type Row = UserRow & {
  csrf_token: string;
  last_seen_ms: number;
};

type ListedRow = Omit<Session, 'isCurrent'> & { sessionHash: string };

const FIND = `
  select s.csrf_token, (extract(epoch from s.last_seen_at) * 1000)::float8 as last_seen_ms,
         ${USER_COLUMNS}
  from login_session s join app_user u on u.user_id = s.user_id
  where s.session_hash = $1 and s.expires_at > $2 and s.last_seen_at > $3 and u.disabled_at is null`;

const DROP_OLD = `
  delete from login_session where user_id = $1 and (expires_at <= $2 or last_seen_at <= $3 or session_hash in
    (select session_hash from login_session where user_id = $1 order by created_at desc offset 49))`;

const INSERT = `
  insert into login_session (session_hash, user_id, csrf_token, method, user_agent, address, sealed_id_token, created_at, last_seen_at, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`;

const LIST = `
  select session_id as "sessionId", session_hash as "sessionHash", method, user_agent as "userAgent", address,
         ${instant('created_at')} as "createdAt", ${instant('last_seen_at')} as "lastSeenAt", ${instant('expires_at')} as "expiresAt"
  from login_session
  where user_id = $1 and expires_at > $2 and last_seen_at > $3 and ($4::timestamptz is null or (created_at, session_id) < ($4, $5))
  order by created_at desc, session_id desc limit $6`;

export function createLoginSessions(database: Database): LoginSessions {
  return {
    open: (session, liveness) => database.write((sql) => open(sql, session, liveness)),
    find: async (sessionHash, { now, idleSince }) => {
      const [row] = await database.read<Row>(FIND, [sessionHash, now, idleSince]);
      return row ? toLoginSession(sessionHash, row) : null;
    },
    findIdToken: async (sessionHash) => {
      const [row] = await database.read<{ sealed_id_token: Uint8Array | null }>('select sealed_id_token from login_session where session_hash = $1', [sessionHash]);
      return row?.sealed_id_token ?? null;
    },
    touch: async (sessionHash, now) => {
      await database.read('update login_session set last_seen_at = $2 where session_hash = $1', [sessionHash, now]);
    },
    end: async (sessionHash) => {
      await database.read('delete from login_session where session_hash = $1', [sessionHash]);
    },
    list: async ({ userId, current }, { now, idleSince }, { limit, cursor }) => {
      const before = readTimeCursor(cursor);
      const rows = await database.read<ListedRow>(LIST, [userId, now, idleSince, before.at, before.id, limit + 1]);
      return toPage(rows, limit, ({ createdAt, sessionId }) => `${createdAt} ${sessionId}`, (row) => toSession(row, current));
    },
    endOne: ({ userId, sessionId, by }) => database.write(async (sql) => (await end(sql, 'delete from login_session where user_id = $1 and session_id = $2 returning session_id', [userId, sessionId], by)) > 0),
    endAll: (userId, { keep, by }) => database.write((sql) => end(sql, 'delete from login_session where user_id = $1 and session_hash is distinct from $2 returning session_id', [userId, keep], by)),
  };
}

/** Holds the person's row, so that no session is opened while he is being disabled or his password replaced. */
async function open(sql: Sql, session: NewLoginSession, { now, idleSince }: Liveness): Promise<boolean> {
  const people = await sql('select 1 from app_user where user_id = $1 and disabled_at is null and ($2::text is null or password_hash = $2) for share', [session.userId, session.passwordHash]);
  if (people.length === 0) return false;
  await sql(DROP_OLD, [session.userId, now, idleSince]);
  await sql(INSERT, [
    ...[session.sessionHash, session.userId, session.csrfToken, session.method, session.userAgent, session.address],
    ...[session.sealedIdToken, session.createdAt, session.expiresAt],
  ]);
  return true;
}

async function end(sql: Sql, deletion: string, [userId, which]: readonly [string, string | null], by: By): Promise<number> {
  const ended = await sql(deletion, [userId, which]);
  if (by && ended.length > 0) await recordAdminEvent(sql, { kind: 'session.revoked', actorId: by.actorId, projectId: null, subject: userId, detail: { sessions: ended.length }, at: by.at });
  return ended.length;
}

const toLoginSession = (sessionHash: string, row: Row): LoginSession => ({
  sessionHash,
  csrfToken: row.csrf_token,
  lastSeenAt: new Date(row.last_seen_ms),
  ...userOf(row),
});

const toSession = ({ sessionHash, ...row }: ListedRow, current: string | null): Session => Session.parse({ ...row, isCurrent: sessionHash === current });
