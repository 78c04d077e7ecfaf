import type { Activities } from '../contract/activities.ts';
import { closeReEncryption } from '../db/stores/re-encryptions.ts';
import type { Powers } from './dependencies.ts';

const ERROR = 'The run could not be carried on: no worker with the key of the run could seal the next rows anew. What it has done stays; see that every process has the same SECRET_KEYS, and start it again.';

/** Closes a re-encryption that cannot be carried on; one that is closed stays as it is. */
export const failReEncryption =
  ({ database, clock }: Powers): Activities['failReEncryption'] =>
  async ({ runId }) => {
    await database.write((sql) => closeReEncryption(sql, runId, { status: 'failed', error: ERROR, endedBy: 'system', at: clock.now() }));
  };
