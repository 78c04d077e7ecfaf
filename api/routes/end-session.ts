import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { noSuchSession } from '../require-changed.ts';

/** Ends one of the caller's own sessions, this one included; somebody else's is unknown here. */
export const endSession = ({ loginSessions }: Front) =>
  endpoint(routes.endSession, async ({ caller, params: { sessionId } }) => {
    if (!(await loginSessions.endOne({ userId: caller.userId, sessionId, by: null }))) throw noSuchSession();
    return answer(null);
  });
