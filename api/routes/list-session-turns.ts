import { routes } from '../../contract/routes.ts';
import { ownsChatSession } from '../../db/stores/chat-sessions.ts';
import { listTurns } from '../../db/stores/turns.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Lists the turns of one of the caller's own conversations, newest first. */
export const listSessionTurns = ({ database }: Front) =>
  endpoint(routes.listSessionTurns, async ({ caller: { userId }, project: { projectId }, params: { sessionId }, query }) => {
    if (!(await ownsChatSession(database.read, { sessionId, projectId, userId }))) throw new ProblemError('not_found', 'There is no such session.');
    return answer(await listTurns(database.read, sessionId, query));
  });
