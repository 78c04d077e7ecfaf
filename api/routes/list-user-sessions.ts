import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { livenessAt } from '../auth/login-session.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireUser } from '../require-changed.ts';

/** Lists the sessions of a person, for system admins. */
export const listUserSessions = ({ loginSessions, userRegistry, clock }: Front) =>
  endpoint(routes.listUserSessions, async ({ caller, params: { userId }, query }) => {
    await requireUser(userRegistry, userId);
    const current = caller.via === 'session' ? caller.sessionHash : null;
    return answer(await loginSessions.list({ userId, current }, livenessAt(clock.now()), query));
  });
