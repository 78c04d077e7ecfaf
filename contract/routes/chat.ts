import { z } from 'zod';
import { ModelCall } from '../model-call.ts';
import { ChatSession, NewTurn, SessionTitle, Turn, TurnAnswer, TurnMetadata } from '../turn.ts';
import { listOf, page, project, type Route } from '../route.ts';

const session = { ...project, sessionId: z.string() };
const waitSeconds = z.coerce.number().min(0).max(30).default(0);

/** What an operator says, and what comes of it. */
export const chatRoutes = {
  postTurn: {
    method: 'post',
    path: '/projects/:projectId/turns',
    summary: 'Say something; the outcome arrives on the event stream',
    access: 'member',
    forbidsScopes: 'actions',
    status: 202,
    params: z.object(project),
    body: NewTurn,
    data: z.strictObject({ turnId: z.string(), sessionId: z.string(), workflowId: z.string() }),
  },
  getTurn: {
    method: 'get',
    path: '/projects/:projectId/turns/:turnId',
    summary: 'Read a turn, or wait for its outcome',
    access: 'viewer',
    params: z.object({ ...project, turnId: z.string() }),
    query: z.object({ waitSeconds }),
    data: z.union([Turn, TurnMetadata]),
  },
  answerTurn: {
    method: 'post',
    path: '/projects/:projectId/turns/:turnId/answer',
    summary: 'Answer the question of a turn',
    access: 'operator',
    forbidsScopes: 'actions',
    params: z.object({ ...project, turnId: z.string() }),
    body: TurnAnswer,
    data: Turn,
  },
  confirmTurn: {
    method: 'post',
    path: '/projects/:projectId/turns/:turnId/confirm',
    summary: 'Confirm what a turn is about to do',
    access: 'operator',
    forbidsScopes: 'actions',
    params: z.object({ ...project, turnId: z.string() }),
    data: Turn,
  },
  cancelTurn: { method: 'post', path: '/projects/:projectId/turns/:turnId/cancel', summary: 'Cancel a turn', access: 'operator', params: z.object({ ...project, turnId: z.string() }), data: Turn },
  listModelCalls: {
    method: 'get',
    path: '/projects/:projectId/turns/:turnId/model-calls',
    summary: 'List what a model was asked and answered for one’s own turn',
    access: 'viewer',
    params: z.object({ ...project, turnId: z.string() }),
    query: z.object(page),
    data: listOf(ModelCall),
  },
  listSessions: {
    method: 'get',
    path: '/projects/:projectId/sessions',
    summary: 'List one’s own conversations',
    access: 'viewer',
    params: z.object(project),
    query: z.object({ ...page, q: z.string().trim().max(200).optional() }),
    data: listOf(ChatSession),
  },
  patchSession: { method: 'patch', path: '/projects/:projectId/sessions/:sessionId', summary: 'Give a conversation a title', access: 'viewer', params: z.object(session), body: SessionTitle, data: ChatSession },
  deleteSession: { method: 'delete', path: '/projects/:projectId/sessions/:sessionId', summary: 'Delete a conversation', access: 'viewer', params: z.object(session), data: z.null() },
  listSessionTurns: {
    method: 'get',
    path: '/projects/:projectId/sessions/:sessionId/turns',
    summary: 'List the turns of a conversation',
    access: 'viewer',
    params: z.object(session),
    query: z.object(page),
    data: listOf(Turn),
  },
} as const satisfies Record<string, Route>;
