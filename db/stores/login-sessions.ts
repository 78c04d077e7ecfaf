import type { User } from '../../contract/user.ts';
import type { Database } from '../database.ts';
import { USER_COLUMNS, userOf, type UserRow } from './user-row.ts';

/** A live session with the enabled person whose it is. */
export type LoginSession = {
  sessionHash: string;
  csrfToken: string;
  lastSeenAt: Date;
  user: User;
  passwordChangeRequired: boolean;
};

export type NewLoginSession = { sessionHash: string; userId: string; csrfToken: string; createdAt: Date; expiresAt: Date };

/** When a session still lives: before its absolute end, and last seen after `idleSince`. */
export type Liveness = { now: Date; idleSince: Date };

export type LoginSessions = {
  /** Opens a session, and drops the person's dead ones and those beyond the newest 50. */
  open(session: NewLoginSession, liveness: Liveness): Promise<void>;
  find(sessionHash: string, liveness: Liveness): Promise<LoginSession | null>;
  /** Notes that the session was used just now. */
  touch(sessionHash: string, now: Date): Promise<void>;
  end(sessionHash: string): Promise<void>;
};

type Row = UserRow & {
  csrf_token: string;
  last_seen_ms: number;
};

const FIND = `
  select s.csrf_token, (extract(epoch from s.last_seen_at) * 1000)::float8 as last_seen_ms,
         ${USER_COLUMNS}
  from login_session s join app_user u on u.user_id = s.user_id
  where s.session_hash = $1 and s.expires_at > $2 and s.last_seen_at > $3 and u.disabled_at is null`;

const DROP_OLD = `
  delete from login_session where user_id = $1 and (expires_at <= $2 or last_seen_at <= $3 or session_hash in
    (select session_hash from login_session where user_id = $1 order by created_at desc offset 49))`;

export function createLoginSessions(database: Database): LoginSessions {
  return {
    open: (session, { now, idleSince }) =>
      database.write(async (sql) => {
        await sql(DROP_OLD, [session.userId, now, idleSince]);
        await sql('insert into login_session (session_hash, user_id, csrf_token, created_at, last_seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)', [
          session.sessionHash,
          session.userId,
          session.csrfToken,
          session.createdAt,
          session.expiresAt,
        ]);
      }),
    find: async (sessionHash, { now, idleSince }) => {
      const [row] = await database.read<Row>(FIND, [sessionHash, now, idleSince]);
      return row ? toLoginSession(sessionHash, row) : null;
    },
    touch: async (sessionHash, now) => {
      await database.read('update login_session set last_seen_at = $2 where session_hash = $1', [sessionHash, now]);
    },
    end: async (sessionHash) => {
      await database.read('delete from login_session where session_hash = $1', [sessionHash]);
    },
  };
}

const toLoginSession = (sessionHash: string, row: Row): LoginSession => ({
  sessionHash,
  csrfToken: row.csrf_token,
  lastSeenAt: new Date(row.last_seen_ms),
  ...userOf(row),
});
