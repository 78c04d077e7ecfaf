import type { chatRoutes } from '../../contract/routes/chat.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { answerTurn } from '../routes/answer-turn.ts';
import { cancelTurn } from '../routes/cancel-turn.ts';
import { confirmTurn } from '../routes/confirm-turn.ts';
import { deleteSession } from '../routes/delete-session.ts';
import { getTurn } from '../routes/get-turn.ts';
import { listModelCalls } from '../routes/list-model-calls.ts';
import { listSessionTurns } from '../routes/list-session-turns.ts';
import { listSessions } from '../routes/list-sessions.ts';
import { patchSession } from '../routes/patch-session.ts';
import { postTurn } from '../routes/post-turn.ts';

/** What answers each route of `contract/routes/chat.ts`; a route without a line here does not compile. */
export const chatEndpoints = (front: Front) =>
  ({
    postTurn: postTurn(front),
    getTurn: getTurn(front),
    answerTurn: answerTurn(front),
    confirmTurn: confirmTurn(front),
    cancelTurn: cancelTurn(front),
    listModelCalls: listModelCalls(front),
    listSessions: listSessions(front),
    patchSession: patchSession(front),
    deleteSession: deleteSession(front),
    listSessionTurns: listSessionTurns(front),
  }) satisfies Record<keyof typeof chatRoutes, Endpoint>;
