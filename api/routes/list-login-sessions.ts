import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { livenessAt } from '../auth/login-session.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the caller's own sessions; a call that came by an access token has none of its own. */
export const listLoginSessions = ({ loginSessions, clock }: Front) =>
  endpoint(routes.listLoginSessions, async ({ caller, query }) => {
    const current = caller.via === 'session' ? caller.sessionHash : null;
    return answer(await loginSessions.list({ userId: caller.userId, current }, livenessAt(clock.now()), query));
  });
