import type { StoredMedia } from '../../contract/media.ts';
import { routes } from '../../contract/routes.ts';
import type { Sql } from '../../db/database.ts';
import { insertChatSession, touchChatSession } from '../../db/stores/chat-sessions.ts';
import { findTurnByRequest, insertTurn, type StoredTurn, type TurnOpening } from '../../db/stores/turns.ts';
import { ids } from '../../temporal/ids.ts';
import { startTurn } from '../../temporal/start-turn.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { receiveMedia } from '../receive-media.ts';

/** Opens one chat turn and answers at once with its id; the outcome arrives on the event stream. */
export const postTurn = (front: Front) =>
  endpoint(routes.postTurn, async ({ caller: { userId }, project: { projectId }, body }) => {
    const turnId = front.mintId();
    const { message, mode, simulate, sessionId, requestId = turnId } = body;
    const received = await receiveMedia(body.media);
    const media = received.map(({ entry }) => entry);
    await front.media.store(projectId, received);
    const opening = { turnId, projectId, userId, requestId, message, mode, simulate, media, workflowId: ids.turn(projectId, turnId) };
    const turn = await front.database.write((sql) => open(sql, { ...opening, sessionId: sessionId ?? front.mintId() }, sessionId === undefined));
    if (turn.message !== message || turn.simulate !== simulate || digestsOf(turn.media) !== digestsOf(media)) throw new ProblemError('conflict', `The requestId ${requestId} already names another turn.`);
    front.wake(projectId);
    await startTurn(front.temporal, turn);
    return answer({ turnId: turn.turnId, sessionId: turn.sessionId, workflowId: turn.workflowId });
  }, { takesMedia: true });

const digestsOf = (media: readonly StoredMedia[]): string => media.map(({ sha256 }) => sha256).join(' ');

async function open(sql: Sql, opening: TurnOpening, begins: boolean): Promise<StoredTurn> {
  const known = await findTurnByRequest(sql, opening.projectId, opening.userId, opening.requestId);
  if (known) return known;
  if (begins) await insertChatSession(sql, opening);
  else if (!(await touchChatSession(sql, opening))) throw new ProblemError('not_found', 'There is no such session.');
  const opened = (await insertTurn(sql, opening)) ?? (await findTurnByRequest(sql, opening.projectId, opening.userId, opening.requestId));
  if (!opened) throw new ProblemError('conflict', `The requestId ${opening.requestId} is being used at this moment.`, { retryAfterSeconds: 1 });
  return opened;
}
