import { routes } from '../../contract/routes.ts';
import { listChatSessions } from '../../db/stores/chat-sessions.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the caller's own conversations in a project, the newest used first. */
export const listSessions = ({ database }: Front) =>
  endpoint(routes.listSessions, async ({ caller: { userId }, project: { projectId }, query }) =>
    answer(await listChatSessions(database.read, { projectId, userId }, query)),
  );
