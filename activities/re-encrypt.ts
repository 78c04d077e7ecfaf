import { ApplicationFailure, heartbeat, sleep } from '@temporalio/activity';
import type { Activities } from '../contract/activities.ts';
import { beginNextRound, closeReEncryption, type ReEncryptionTask } from '../db/stores/re-encryptions.ts';
import { createKeyCanaries } from '../db/stores/key-canaries.ts';
import { countSealed, countSigned } from '../db/stores/sealed-columns.ts';
import type { Powers } from './dependencies.ts';
import { resealBatch } from './re-encryption/reseal-batch.ts';

const MOST_BATCHES = 2_000;
const MOST_ROUNDS = 3;

/**
 * Seals anew, batch after batch, what other keys than the run's have sealed, and closes the run when nothing of that is left, or says what is. A worker that dies in
 * it is followed by another one, which goes on where the last batch ended.
 */
export const reEncrypt =
  (powers: Powers): Activities['reEncrypt'] =>
  async ({ runId }) => {
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const found = await resealBatch(powers, runId);
      if (!found) throw ApplicationFailure.nonRetryable(`There is no re-encryption ${runId}.`, 'not_found');
      if (found.task.status !== 'running') return { status: found.task.status };
      if (found.isOver) return closeOrGoOn(powers, runId, found.task);
      heartbeat();
      await sleep(1); // Throws where the step is cancelled, and lets others have their turn.
    }
    return { status: 'running' };
  };

/** What somebody has written with an older key meanwhile is found in another round. */
async function closeOrGoOn(powers: Powers, runId: string, { keyId, place, failed }: ReEncryptionTask): ReturnType<Activities['reEncrypt']> {
  const { database, clock, logger } = powers;
  const left = (await countSealed(database.read)).filter((one) => one.keyId !== keyId).reduce((sum, { rows }) => sum + rows, 0);
  if (left > failed && place.round < MOST_ROUNDS) {
    await beginNextRound(database.read, runId, { table: null, after: [], round: place.round + 1 });
    return { status: 'running' };
  }
  const error = complaint(left, failed);
  const status = error === null ? 'done' : 'failed';
  if (error === null) await releaseKeys(powers);
  await database.write((sql) => closeReEncryption(sql, runId, { status, error, endedBy: 'system', at: clock.now() }));
  logger.info('re-encryption-ended', error ?? `Everything is sealed with the key ${keyId}.`, { run_id: runId, status });
  return { status };
}

/** A key that has sealed and signed nothing that is left needs no canary: a start without it is right. */
async function releaseKeys({ database, seal, logger }: Powers): Promise<void> {
  const canaries = createKeyCanaries(database);
  const needed = new Set([seal.keyId, ...(await countSigned(database.read)).map(({ keyId }) => keyId)]);
  const released = (await canaries.list()).map(({ keyId }) => keyId).filter((keyId) => !needed.has(keyId));
  if (released.length === 0) return;
  await canaries.remove(released);
  logger.info('keys-released', `Nothing in the database needs the keys ${released.join(', ')} any more.`, {});
}

function complaint(left: number, failed: number): string | null {
  if (left === 0) return null;
  if (left > failed) return `${left} rows or files are still sealed with other keys. A process has written with an older SECRET_KEYS meanwhile: give all of them the same, and seal anew once more.`;
  return `${left} rows or files cannot be opened with any key of SECRET_KEYS, and stay as they are; they are named under missed.`;
}
