import { routes } from '../../contract/routes.ts';
import { deleteChatSession } from '../../db/stores/chat-sessions.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Deletes one of the caller's own conversations with what was said in it. What it ran stays recorded. */
export const deleteSession = ({ database }: Front) =>
  endpoint(routes.deleteSession, async ({ caller: { userId }, project: { projectId }, params: { sessionId } }) => {
    const outcome = await database.write((sql) => deleteChatSession(sql, { sessionId, projectId, userId }));
    if (outcome === 'unknown') throw new ProblemError('not_found', 'There is no such session.');
    if (outcome === 'live') throw new ProblemError('conflict', 'The session is at work; wait for its answer, or cancel its turn first.');
    return answer(null);
  });
