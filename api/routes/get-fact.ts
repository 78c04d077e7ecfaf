import { routes } from '../../contract/routes.ts';
import { findFact } from '../../db/stores/session-facts.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Reads one of the caller's own facts; whether anybody else has one of this key makes no difference. */
export const getFact = ({ database, seal }: Front) =>
  endpoint(routes.getFact, async ({ caller: { userId }, project: { projectId }, params: { key } }) => {
    const fact = await findFact(database.read, seal, { projectId, userId }, key);
    if (!fact) throw new ProblemError('not_found', 'You have nothing remembered under this key.');
    return answer(fact);
  });
