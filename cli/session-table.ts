import type { Session } from '../contract/session.ts';
import { chooseMeant, shortId } from './short-id.ts';
import { table } from './table.ts';

/** Sessions as a table, the newest first. */
export const sessionTable = (sessions: readonly Session[]): string =>
  table(
    ['ID', 'BY', 'FROM', 'BROWSER', 'SINCE', 'LAST USED', 'ENDS'],
    sessions.map(({ sessionId, method, address, userAgent, createdAt, lastSeenAt, expiresAt }) => [shortId(sessionId), method, address, userAgent, createdAt, lastSeenAt, expiresAt]),
  );

/** The one session that a person means by its id or the end of it. */
export const chooseSession = (sessions: readonly Session[], text: string): Session => chooseMeant(sessions, text, { noun: 'session', id: ({ sessionId }) => sessionId });
