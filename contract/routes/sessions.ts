import { z } from 'zod';
import { listOf, page, type Route } from '../route.ts';
import { Session } from '../session.ts';

const user = { userId: z.string() };
const session = { sessionId: z.string() };
const ended = z.strictObject({ ended: z.int() });

/** Which sessions a person has, and how they end. */
export const sessionsRoutes = {
  listLoginSessions: { method: 'get', path: '/auth/sessions', summary: 'List one’s own sessions, newest first', access: 'user', forbidsScopes: 'any', query: z.object(page), data: listOf(Session) },
  endOtherSessions: { method: 'delete', path: '/auth/sessions', summary: 'End all one’s own sessions but this one, and tell how many', access: 'user', forbidsScopes: 'any', data: ended },
  endSession: { method: 'delete', path: '/auth/sessions/:sessionId', summary: 'End one of one’s own sessions at once', access: 'user', forbidsScopes: 'any', params: z.object(session), data: z.null() },
  listUserSessions: { method: 'get', path: '/users/:userId/sessions', summary: 'List the sessions of a person, newest first', access: 'system-admin', params: z.object(user), query: z.object(page), data: listOf(Session) },
  endUserSessions: { method: 'delete', path: '/users/:userId/sessions', summary: 'End all sessions of a person, and tell how many', access: 'system-admin', params: z.object(user), data: ended },
  endUserSession: { method: 'delete', path: '/users/:userId/sessions/:sessionId', summary: 'End a session of a person at once', access: 'system-admin', params: z.object({ ...user, ...session }), data: z.null() },
} as const satisfies Record<string, Route>;
