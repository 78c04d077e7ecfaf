import { routes } from '../../contract/routes.ts';
import { renameChatSession } from '../../db/stores/chat-sessions.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Gives one of the caller's own conversations another title. */
export const patchSession = ({ database }: Front) =>
  endpoint(routes.patchSession, async ({ caller: { userId }, project: { projectId }, params: { sessionId }, body }) => {
    const session = await renameChatSession(database.read, { sessionId, projectId, userId }, body.title);
    if (!session) throw new ProblemError('not_found', 'There is no such session.');
    return answer(session);
  });
