import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '../../local/child.ts';
import { type House, startHouse } from '../support/house.ts';
import { expectData } from '../support/http.ts';
import { increment, incrementUntilKnown, ledgerOf, newRequestIds, openCounter } from './intents.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start a worker; how long is no question of this test.

let house: House;
let worker: Child;
beforeAll(async () => {
  house = await startHouse({ INTENT_WAIT_MS: '4000', DB_POOL_SIZE: '10' });
  worker = house.worker;
}, SLOW_MS);
afterAll(() => house.stop());

async function kill(child: Child): Promise<void> {
  process.kill(child.pid, 'SIGKILL');
  await child.ended;
}

/** Starts a worker and resolves once it has carried an intent. */
async function startWorker(): Promise<void> {
  worker = await house.startProcess('worker');
  await incrementUntilKnown(house.adminSession, await openCounter(house.adminSession), newRequestIds(1)[0]!);
}

describe('a worker that is killed', () => {
  it('when it dies with 200 intents in flight, then each of them is committed once, and none is lost or doubled', async () => {
    const { adminSession } = house;
    const projectId = await openCounter(adminSession);
    const requestIds = newRequestIds(200);
    const outcomes = Promise.all(requestIds.map((requestId) => incrementUntilKnown(adminSession, projectId, requestId)));
    await someCommitted(projectId);
    await kill(worker);
    worker = await house.startProcess('worker');

    const answered = await outcomes;
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set(['success']));
    const { counter, executions, versions } = await ledgerOf(adminSession, projectId);
    expect(counter).toBe(200);
    expect([...executions.keys()].sort()).toEqual([...requestIds].sort());
    expect([...executions.values()].filter((count) => count !== 1)).toEqual([]);
    expect(versions).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(new Set(answered.map(({ executionId }) => executionId)).size).toBe(200);
  }, SLOW_MS);

  it('when it comes back, then an intent that was on its way is answered without a hand', async () => {
    const { adminSession } = house;
    const projectId = await openCounter(adminSession);
    await kill(worker);
    const [requestId = ''] = newRequestIds(1);
    const outcome = incrementUntilKnown(adminSession, projectId, requestId);
    await startWorker();
    expect(await outcome).toMatchObject({ status: 'success', requestId });
    expect(await ledgerOf(adminSession, projectId)).toMatchObject({ counter: 1, versions: [1] });
  }, SLOW_MS);
});

describe('no worker', () => {
  it('when none answers within INTENT_WAIT_MS, then the api says that the outcome is unknown, and the same requestId gets it later', async () => {
    const { adminSession } = house;
    const projectId = await openCounter(adminSession);
    const [requestId = ''] = newRequestIds(1);
    await kill(worker);
    const unknown = await increment(adminSession, projectId, requestId);
    expect(unknown).toMatchObject({ status: 503, body: { error: 'unavailable', data: null, detail: expect.stringMatching(`outcome unknown.*${requestId}`) } });
    expect(Number(unknown.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ledgerOf(adminSession, projectId)).counter).toBe(0);

    await startWorker();
    const outcome = await incrementUntilKnown(adminSession, projectId, requestId);
    expect(outcome).toMatchObject({ status: 'success', requestId });
    const again = expectData(await increment(adminSession, projectId, requestId));
    expect(again.executionId).toBe(outcome.executionId);
    expect((await ledgerOf(adminSession, projectId)).counter).toBe(1);
  }, SLOW_MS);
});

describe('a worker that is asked to end', () => {
  it('when it gets SIGTERM with intents in flight, then it ends by itself, and what it leaves the next one carries', async () => {
    const { adminSession } = house;
    const projectId = await openCounter(adminSession);
    const requestIds = newRequestIds(40);
    const outcomes = Promise.all(requestIds.map((requestId) => incrementUntilKnown(adminSession, projectId, requestId)));
    await someCommitted(projectId);
    const leaving = worker;
    worker = await house.startProcess('worker');
    process.kill(leaving.pid, 'SIGTERM');

    expect(await leaving.ended).toBe('code 0');
    await outcomes;
    const { counter, executions } = await ledgerOf(adminSession, projectId);
    expect({ counter, distinct: executions.size }).toEqual({ counter: 40, distinct: 40 });
  }, SLOW_MS);
});

/** Resolves once the first intents are committed, so that a kill meets every stage of the others. */
async function someCommitted(projectId: string): Promise<void> {
  for (let looks = 0; looks < 200; looks += 1) {
    if (Number((await ledgerOf(house.adminSession, projectId)).counter) > 0) return;
    await sleep(50);
  }
  throw new Error('no intent was committed');
}
