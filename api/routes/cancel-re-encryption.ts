import { routes } from '../../contract/routes.ts';
import { closeReEncryption, findReEncryption } from '../../db/stores/re-encryptions.ts';
import { cancelWork } from '../../temporal/cancel-work.ts';
import { answer } from '../answer.ts';
import { briefly } from '../briefly.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Ends a re-encryption after the batch that it is at; what is sealed anew stays so. */
export const cancelReEncryption = ({ database, clock, temporal }: Front) =>
  endpoint(routes.cancelReEncryption, async ({ caller: { userId }, params: { runId } }) => {
    const isClosed = await database.write((sql) => closeReEncryption(sql, runId, { status: 'cancelled', error: null, endedBy: userId, at: clock.now() }));
    const run = await findReEncryption(database.read, runId);
    if (!run) throw new ProblemError('not_found', 'There is no such re-encryption.');
    if (!isClosed && run.status !== 'cancelled') throw new ProblemError('conflict', `The re-encryption is ${run.status}; it cannot be cancelled.`);
    await briefly(cancelWork(temporal, { kind: 'reEncryption', projectId: '', id: runId })); // Missed, its worker finds the row closed.
    return answer(run);
  });
