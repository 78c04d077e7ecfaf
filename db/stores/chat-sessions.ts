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

/** Marks a session as used now; answers false when this user has no such session. */
export async function touchChatSession(sql: Sql, session: { sessionId: string; projectId: string; userId: string }): Promise<boolean> {
  const rows = await sql(
    `update chat_session set updated_at = date_trunc('milliseconds', clock_timestamp())
     where session_id = $1 and project_id = $2 and user_id = $3 returning session_id`,
    [session.sessionId, session.projectId, session.userId],
  );
  return rows.length > 0;
}

/** Whether a session is this user's own. */
export async function ownsChatSession(sql: Sql, session: { sessionId: string; projectId: string; userId: string }): Promise<boolean> {
  const rows = await sql('select 1 from chat_session where session_id = $1 and project_id = $2 and user_id = $3', [
    session.sessionId,
    session.projectId,
    session.userId,
  ]);
  return rows.length > 0;
}

const Row = z.object({ sessionId: z.string(), projectId: z.string(), title: z.string(), status: TurnStatus, createdAt: RowDate, updatedAt: RowDate });

const LIST = `
  select s.session_id as "sessionId", s.project_id as "projectId", s.title, s.created_at as "createdAt", s.updated_at as "updatedAt", t.status
  from chat_session s
  cross join lateral (select status from turn where session_id = s.session_id order by created_at desc, turn_id desc limit 1) t
  where s.project_id = $1 and s.user_id = $2 and ($3::text is null or (s.updated_at, s.session_id) < ($3::timestamptz, $4))
  order by s.updated_at desc, s.session_id desc limit $5`;

/** Lists a user's sessions in a project, the newest used first. */
export async function listChatSessions(sql: Sql, owner: { projectId: string; userId: string }, { limit, cursor }: PageRequest): Promise<Page<ChatSession>> {
  const { at, id } = readTimeCursor(cursor);
  const rows = await sql(LIST, [owner.projectId, owner.userId, at, id, limit + 1]);
  return toPage(rows.map(parseSession), limit, ({ updatedAt, sessionId }) => `${updatedAt} ${sessionId}`, (session) => session);
}

function parseSession(row: unknown): ChatSession {
  const { createdAt, updatedAt, ...session } = Row.parse(row);
  return { ...session, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
