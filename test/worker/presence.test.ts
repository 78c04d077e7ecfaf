import { setTimeout as sleep } from 'node:timers/promises';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '../../db/database.ts';
import { createWorkerPresences, type WorkerPresences } from '../../db/stores/worker-presences.ts';
import { createLogger } from '../../platform/logger.ts';
import { announcePresence } from '../../worker/presence.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const SOON_MS = 10_000;
const logger = createLogger({ component: 'worker', level: 'error', out: new PassThrough() });

let testDatabase: TestDatabase;
let database: Database;
let presences: WorkerPresences;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 2 });
  presences = createWorkerPresences(database, 'default/gatehouse');
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const announce = (workerId: string, store = presences) => announcePresence({ workerId, catalogDigest: workerId, presences: store, logger, everyMs: 20 });
const seenAt = async (workerId: string) => (await database.read<{ at: string }>('select seen_at::text as at from worker_presence where worker_id = $1', [workerId]))[0]?.at;

describe('the presence of a worker', () => {
  it('when it is announced, then it is seen at once, again and again, until it fades, and no more once it left', async () => {
    const presence = await announce('one');
    const first = await seenAt('one');
    expect(first).toBeDefined();
    for (const end = Date.now() + SOON_MS; (await seenAt('one')) === first && Date.now() < end; ) await sleep(20);
    expect(await seenAt('one')).not.toBe(first);
    expect(await presences.listCatalogDigests(35_000)).toEqual(['one']);
    presence.fade();
    await presence.leave();
    expect(await presences.listCatalogDigests(35_000)).toEqual([]);
  });

  it('when a worker polls another task queue, then it is not seen here', async () => {
    const elsewhere = createWorkerPresences(database, 'elsewhere');
    await elsewhere.note({ workerId: 'far', catalogDigest: 'far' });
    expect(await elsewhere.listCatalogDigests(35_000)).toEqual(['far']);
    expect(await presences.listCatalogDigests(35_000)).toEqual([]);
  });

  it('when a sign fails, then the next one makes up for it', async () => {
    let calls = 0;
    const note: WorkerPresences['note'] = (given) => ((calls += 1) === 2 ? Promise.reject(new Error('the database is away')) : presences.note(given));
    const presence = await announce('two', { ...presences, note });
    for (const end = Date.now() + SOON_MS; calls < 4 && Date.now() < end; ) await sleep(20);
    expect(calls).toBeGreaterThanOrEqual(4);
    await presence.leave();
    expect(await seenAt('two')).toBeUndefined();
  });

  it('when a worker was killed, then it counts no more after a while, and the next sign of another one after an hour drops it', async () => {
    await presences.note({ workerId: 'killed', catalogDigest: 'old' });
    await database.read("update worker_presence set seen_at = seen_at - interval '36 seconds' where worker_id = 'killed'");
    await presences.note({ workerId: 'three', catalogDigest: 'new' });
    expect(await presences.listCatalogDigests(35_000)).toEqual(['new']);
    expect(await seenAt('killed')).toBeDefined();
    await database.read("update worker_presence set seen_at = seen_at - interval '1 hour'");
    await presences.note({ workerId: 'three', catalogDigest: 'new' });
    expect(await seenAt('killed')).toBeUndefined();
    expect(await presences.listCatalogDigests(35_000)).toEqual(['new']);
  });
});
