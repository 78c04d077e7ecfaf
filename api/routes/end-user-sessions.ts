import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireUser } from '../require-changed.ts';

/** Ends all sessions of a person, for system admins; access tokens stay. */
export const endUserSessions = ({ loginSessions, userRegistry, clock }: Front) =>
  endpoint(routes.endUserSessions, async ({ caller, params: { userId } }) => {
    await requireUser(userRegistry, userId);
    return answer({ ended: await loginSessions.endAll(userId, { keep: null, by: { actorId: caller.userId, at: clock.now() } }) });
  });
