import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Ends every session of the caller but the one that he calls in, and their event streams with them. */
export const endOtherSessions = ({ loginSessions }: Front) =>
  endpoint(routes.endOtherSessions, async ({ caller }) =>
    answer({ ended: await loginSessions.endAll(caller.userId, { keep: caller.via === 'session' ? caller.sessionHash : null, by: null }) }),
  );
