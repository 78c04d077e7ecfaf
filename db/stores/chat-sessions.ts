import { z } from 'zod';
import { type ChatSession, TurnStatus } from '../../contract/turn.ts';
import type { Sql } from '../database.ts';
import { RowDate } from '../row-date.ts';
import { type Page, type PageRequest, readTimeCursor, toPage } from '../page.ts';

const MAX_TITLE_LENGTH = 80;

/** Opens a chat session named after its first message. */
export async function insertChatSession(sql: Sql, session: { sessionId: string; projectId: string; userId: string; message: string }): Promise<void> {
  const { sessionId, projectId, userId, message } = session;
  const title = message.length > MAX_TITLE_LENGTH ? `${message.slice(0, MAX_TITLE_LENGTH - 1)}…` : message;
  await sql(
    `insert into chat_session (session_id, project_id, user_id, title, created_at, updated_at)
     values ($1, $2, $3, $4, date_trunc('milliseconds', clock_timestamp()), date_trunc('milliseconds', clock_timestamp()))`,
    [sessionId, projectId, userId, title],
  );
}

/** A session, and whose it would have to be. */
export type Owned = { sessionId: string; projectId: string; userId: string };

/** Marks a session as used now; answers false when this user has no such session. */
export async function touchChatSession(sql: Sql, session: Owned): Promise<boolean> {
  const rows = await sql(
    `update chat_session set updated_at = date_trunc('milliseconds', clock_timestamp())
     where session_id = $1 and project_id = $2 and user_id = $3 returning session_id`,
    [session.sessionId, session.projectId, session.userId],
  );
  return rows.length > 0;
}

/** Whether a session is this user's own. */
export async function ownsChatSession(sql: Sql, session: Owned): Promise<boolean> {
  const rows = await sql('select 1 from chat_session where session_id = $1 and project_id = $2 and user_id = $3', [
    session.sessionId,
    session.projectId,
    session.userId,
  ]);
  return rows.length > 0;
}

const Row = z.object({ sessionId: z.string(), projectId: z.string(), title: z.string(), status: TurnStatus, createdAt: RowDate, updatedAt: RowDate });

const COLUMNS = `s.session_id as "sessionId", s.project_id as "projectId", s.title, s.created_at as "createdAt", s.updated_at as "updatedAt", t.status`;
const NEWEST_TURN = `cross join lateral (select status from turn where session_id = s.session_id order by created_at desc, turn_id desc limit 1) t`;

const LIST = `
  select ${COLUMNS} from chat_session s ${NEWEST_TURN}
  where s.project_id = $1 and s.user_id = $2 and ($3::text is null or (s.updated_at, s.session_id) < ($3::timestamptz, $4))
    and ($5 = '' or position(lower($5) in lower(s.title)) > 0
      or exists (select 1 from turn m where m.session_id = s.session_id and position(lower($5) in lower(m.message)) > 0))
  order by s.updated_at desc, s.session_id desc limit $6`;

/** Lists a user's sessions in a project, the newest used first; those whose title or messages hold `q`, where it is given. */
export async function listChatSessions(sql: Sql, owner: { projectId: string; userId: string }, { limit, cursor, q = '' }: PageRequest & { q?: string | undefined }): Promise<Page<ChatSession>> {
  const { at, id } = readTimeCursor(cursor);
  const rows = await sql(LIST, [owner.projectId, owner.userId, at, id, q, limit + 1]);
  return toPage(rows.map(parseSession), limit, ({ updatedAt, sessionId }) => `${updatedAt} ${sessionId}`, (session) => session);
}

const RENAME = `
  with s as (update chat_session set title = $4 where session_id = $1 and project_id = $2 and user_id = $3 returning *)
  select ${COLUMNS} from s ${NEWEST_TURN}`;

/** Gives a user's session another title; answers it, or undefined when this user has no such session. Its place in the list stays. */
export async function renameChatSession(sql: Sql, { sessionId, projectId, userId }: Owned, title: string): Promise<ChatSession | undefined> {
  const [row] = await sql(RENAME, [sessionId, projectId, userId, title]);
  return row === undefined ? undefined : parseSession(row);
}

const HOLD_TURNS = `
  with held as (select status from turn where session_id = $1 for update)
  select count(*) filter (where status in ('interpreting', 'running'))::int as live from held`;

/** Deletes a user's session with its turns, in a transaction; what they ran stays recorded. A session that is at work is left as it is. */
export async function deleteChatSession(sql: Sql, { sessionId, projectId, userId }: Owned): Promise<'deleted' | 'unknown' | 'live'> {
  const held = await sql('select 1 from chat_session where session_id = $1 and project_id = $2 and user_id = $3 for update', [sessionId, projectId, userId]);
  if (held.length === 0) return 'unknown';
  const [turns] = await sql<{ live: number }>(HOLD_TURNS, [sessionId]);
  if (turns && turns.live > 0) return 'live';
  await sql('delete from chat_session where session_id = $1', [sessionId]);
  return 'deleted';
}

function parseSession(row: unknown): ChatSession {
  const { createdAt, updatedAt, ...session } = Row.parse(row);
  return { ...session, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
