import { z } from 'zod';
import { ChatSession, NewTurn, Turn, TurnAnswer } from '../turn.ts';
import { listOf, page, project, type Route } from '../route.ts';

const waitSeconds = z.coerce.number().min(0).max(30).default(0);

/** What an operator says, and what comes of it. */
export const chatRoutes = {
  postTurn: {
    method: 'post',
    path: '/projects/:projectId/turns',
    access: 'member',
    status: 202,
    params: z.object(project),
    body: NewTurn,
    data: z.strictObject({ turnId: z.string(), sessionId: z.string(), workflowId: z.string() }),
  },
  getTurn: {
    method: 'get',
    path: '/projects/:projectId/turns/:turnId',
    access: 'viewer',
    params: z.object({ ...project, turnId: z.string() }),
    query: z.object({ waitSeconds }),
    data: Turn,
  },
  answerTurn: {
    method: 'post',
    path: '/projects/:projectId/turns/:turnId/answer',
    access: 'operator',
    params: z.object({ ...project, turnId: z.string() }),
    body: TurnAnswer,
    data: Turn,
  },
  confirmTurn: { method: 'post', path: '/projects/:projectId/turns/:turnId/confirm', access: 'operator', params: z.object({ ...project, turnId: z.string() }), data: Turn },
  cancelTurn: { method: 'post', path: '/projects/:projectId/turns/:turnId/cancel', access: 'operator', params: z.object({ ...project, turnId: z.string() }), data: Turn },
  listSessions: { method: 'get', path: '/projects/:projectId/sessions', access: 'viewer', params: z.object(project), query: z.object(page), data: listOf(ChatSession) },
  listSessionTurns: {
    method: 'get',
    path: '/projects/:projectId/sessions/:sessionId/turns',
    access: 'viewer',
    params: z.object({ ...project, sessionId: z.string() }),
    query: z.object(page),
    data: listOf(Turn),
  },
} as const satisfies Record<string, Route>;
