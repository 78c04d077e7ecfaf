import type { sessionsRoutes } from '../../contract/routes/sessions.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { endOtherSessions } from '../routes/end-other-sessions.ts';
import { endSession } from '../routes/end-session.ts';
import { endUserSession } from '../routes/end-user-session.ts';
import { endUserSessions } from '../routes/end-user-sessions.ts';
import { listLoginSessions } from '../routes/list-login-sessions.ts';
import { listUserSessions } from '../routes/list-user-sessions.ts';

/** What answers each route of `contract/routes/sessions.ts`; a route without a line here does not compile. */
export const sessionsEndpoints = (front: Front) =>
  ({
    listLoginSessions: listLoginSessions(front),
    endOtherSessions: endOtherSessions(front),
    endSession: endSession(front),
    listUserSessions: listUserSessions(front),
    endUserSessions: endUserSessions(front),
    endUserSession: endUserSession(front),
  }) satisfies Record<keyof typeof sessionsRoutes, Endpoint>;
