import { routes } from '../../contract/routes.ts';
import { findReEncryption } from '../../db/stores/re-encryptions.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Says how far a re-encryption is, and what it came to. */
export const getReEncryption = ({ database }: Front) =>
  endpoint(routes.getReEncryption, async ({ params: { runId } }) => {
    const run = await findReEncryption(database.read, runId);
    if (!run) throw new ProblemError('not_found', 'There is no such re-encryption.');
    return answer(run);
  });
