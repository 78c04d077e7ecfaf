import { routes } from '../../contract/routes.ts';
import { insertReEncryption } from '../../db/stores/re-encryptions.ts';
import { ids } from '../../temporal/ids.ts';
import { startReEncryption } from '../../temporal/start-re-encryption.ts';
import { answer } from '../answer.ts';
import { briefly } from '../briefly.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Begins to seal anew, with the key that seals now, what other keys have sealed. One run at a time. */
export const postReEncryption = ({ database, clock, mintId, seal, temporal }: Front) =>
  endpoint(routes.postReEncryption, async ({ caller: { userId } }) => {
    const runId = mintId();
    const workflowId = ids.reEncryption('', runId);
    const isStored = await insertReEncryption(database, { runId, workflowId, keyId: seal.keyId, startedBy: userId, createdAt: clock.now() });
    if (!isStored) throw new ProblemError('conflict', 'A re-encryption is under way; wait for its end, or cancel it.');
    await briefly(startReEncryption(temporal, { runId, userId })); // Missed, the sweep starts it.
    return answer({ runId, workflowId });
  });
