import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { noSuchSession } from '../require-changed.ts';

/** Ends one session of a person, for system admins. */
export const endUserSession = ({ loginSessions, clock }: Front) =>
  endpoint(routes.endUserSession, async ({ caller, params: { userId, sessionId } }) => {
    if (!(await loginSessions.endOne({ userId, sessionId, by: { actorId: caller.userId, at: clock.now() } }))) throw noSuchSession();
    return answer(null);
  });
