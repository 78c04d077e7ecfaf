import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReEncryptionOutcome } from '../../contract/activities.ts';
import { resealBatch } from '../../activities/re-encryption/reseal-batch.ts';
import { reEncrypt } from '../../activities/re-encrypt.ts';
import { leaveCanary } from '../../db/key-check.ts';
import { createKeyCanaries } from '../../db/stores/key-canaries.ts';
import { createMediaStore } from '../../db/stores/media.ts';
import { closeReEncryption, findReEncryption, insertReEncryption } from '../../db/stores/re-encryptions.ts';
import { countSealed, SEALED_TABLES } from '../../db/stores/sealed-columns.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { createMediaFiles } from '../../platform/media-files.ts';
import { createSeal, keyIdOf } from '../../platform/seal.ts';
import { MockActivityEnvironment } from '@temporalio/testing';
import { plantSealedRows } from '../support/sealed-rows.ts';
import { key, openStage, type Stage } from './stage.ts';

const [older, newer] = [key('old'), key('new')];
const ROWS = 3;
let stage: Stage;
let directory: string;
let runs = 0;

/** The powers of a worker with that ring. */
const withRing = (...ring: [typeof older, ...(typeof older)[]]) => {
  const seal = createSeal(ring);
  return stage.with({ seal, media: createMediaStore(stage.database, createMediaFiles(directory, seal)) }).powers;
};

async function begin(keyId = 'new'): Promise<string> {
  runs += 1;
  const runId = `run-${runs}`;
  await insertReEncryption(stage.database, { runId, workflowId: `re-encryption/${runId}`, keyId, startedBy: 'ada', createdAt: new Date() });
  return runId;
}

const carryOn = (powers: Stage['powers'], runId: string): Promise<ReEncryptionOutcome> => new MockActivityEnvironment().run(reEncrypt(powers), { runId });
const reportOf = (runId: string) => findReEncryption(stage.database.read, runId);
const byOther = async (keyId: string) => (await countSealed(stage.database.read)).filter((one) => one.keyId !== keyId);

describe('reEncrypt', () => {
  let projectId: string;
  let sha256: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'gatehouse-media-'));
    stage = await openStage({ ring: [older] });
    projectId = await stage.project();
    await plantSealedRows(stage.database, stage.powers.seal, ROWS);
    const content = Buffer.from('a drawing of the pump');
    sha256 = sha256Hex(content);
    await createMediaStore(stage.database, createMediaFiles(directory, stage.powers.seal)).store(projectId, [{ entry: { type: 'document', mimeType: 'text/plain', sha256, bytes: content.length, name: 'pump' }, content }]);
    await leaveCanary(createKeyCanaries(stage.database), stage.powers.seal, new Date());
  });
  afterAll(async () => {
    await stage.close();
    rmSync(directory, { recursive: true });
  });
  afterEach(async () => {
    await stage.database.read("update re_encryption set status = 'cancelled' where status = 'running'");
  });

  it('when a run is under way, then there is no second one', async () => {
    await begin();
    const second = { runId: 'second', workflowId: 'w', keyId: 'new', startedBy: 'ada', createdAt: new Date() };
    expect(await insertReEncryption(stage.database, second)).toBe(false);
  });

  it('when a worker seals with another key than the run, then it touches nothing and leaves it to others', async () => {
    const runId = await begin();
    await expect(carryOn(withRing(older), runId)).rejects.toThrow('This worker seals with the key old, and the run with new');
    expect(await reportOf(runId)).toMatchObject({ status: 'running', done: 0 });
  });

  it('when a row cannot be opened, then it is named, it stays as it is, and the others are sealed anew', async () => {
    await stage.database.read("update attempt set sealed_intent = set_byte(sealed_intent, 40, get_byte(sealed_intent, 40) # 1) where attempt_id = 'attempt_id-1'");
    const runId = await begin();
    let status = 'running';
    for (let step = 0; status === 'running' && step < 5; step += 1) status = (await carryOn(withRing(newer, older), runId)).status;
    expect(await reportOf(runId)).toMatchObject({ status: 'failed', table: null, failed: 1, missed: [{ table: 'attempt', key: ['attempt_id-1'] }], error: expect.stringContaining('1 rows or files cannot be opened') });
    expect(await byOther('new')).toEqual([{ table: 'attempt', keyId: 'old', rows: 1 }]);
    expect((await createKeyCanaries(stage.database).list()).map(({ keyId }) => keyId)).toEqual(['old']);
    expect(keyIdOf(readFileSync(join(directory, projectId, sha256)))).toBe('new');
    expect((await withRing(newer).media.readBase64(projectId, sha256)).length).toBeGreaterThan(0);
  });

  it('when a worker dies between two batches, then the next one goes on where it was, and nothing is counted twice', async () => {
    await stage.database.read("delete from attempt where attempt_id = 'attempt_id-1'");
    const third = key('third');
    const powers = withRing(third, newer, older);
    const runId = await begin('third');
    for (let batch = 0; batch < 4; batch += 1) await resealBatch(powers, runId);
    const halfway = await reportOf(runId);
    expect(halfway).toMatchObject({ status: 'running', table: SEALED_TABLES[4]?.table, done: ROWS * 4 - 1 });
    expect(await carryOn(powers, runId)).toEqual({ status: 'done' });
    expect(await reportOf(runId)).toMatchObject({ status: 'done', done: ROWS * SEALED_TABLES.length - 1 + 1, failed: 0, error: null });
    expect(await byOther('third')).toEqual([]);
    expect(await carryOn(powers, runId)).toEqual({ status: 'done' });
    expect((await createKeyCanaries(stage.database).list()).map(({ keyId }) => keyId)).toEqual([]);
  });

  it('when a run is cancelled, then no further row is touched', async () => {
    const runId = await begin('third');
    await stage.database.write((sql) => closeReEncryption(sql, runId, { status: 'cancelled', error: null, endedBy: 'ada', at: new Date() }));
    expect(await carryOn(withRing(older, newer), runId)).toEqual({ status: 'cancelled' });
  });

  it('when a file was changed, then it is named as content, and the run says so', async () => {
    const path = join(directory, projectId, sha256);
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await stage.database.read('update media set key_id = null');
    await stage.database.read("delete from attempt where not sealed_key_id(sealed_intent) = 'new'");
    for (const table of SEALED_TABLES) await stage.database.read(`delete from ${table.table}`);
    const runId = await begin();
    let status = 'running';
    for (let step = 0; status === 'running' && step < 5; step += 1) status = (await carryOn(withRing(newer, older), runId)).status;
    expect(await reportOf(runId)).toMatchObject({ status: 'failed', missed: [{ table: 'media', key: [projectId, sha256] }] });
  });
});
