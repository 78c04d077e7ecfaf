import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { whenReady } from '../../local/applications.ts';
import type { Child } from '../../local/child.ts';
import { signIn } from '../support/http.ts';
import { openBeside, startApi, type Beside } from './beside.ts';
import { findLine } from './log-lines.ts';
import { openStage, type Actor, type Stage } from './stage.ts';

const CALLS = 12;
const SLOW_MS = 180_000; // A busy machine takes its time to start more processes.

let stage: Stage;
let beside: Beside;
let api: Child;
let worker: Child;
let second: Actor;
beforeAll(async () => {
  stage = await openStage();
  beside = await openBeside(stage.house);
  worker = await beside.start('worker');
  api = await startApi(beside);
  await whenReady({ url: beside.url, children: [worker, api] });
  const session = await signIn(beside.url, { username: 'admin', password: stage.house.adminPassword });
  second = { ...stage.admin, session, run: async (intent) => (await session.post<Awaited<ReturnType<Actor['run']>>>(stage.at('/intents'), { inputs: {}, ...intent })).body.data };
}, SLOW_MS);
afterAll(() => beside.stop());

const many = (actor: Actor) => Array.from({ length: CALLS }, () => actor.run({ actionId: 'demo.counter.increment' }));

describe('12.4 Two api and two worker processes', () => {
  it('when one worker is asked to end while intents are in flight, then it ends by itself, and every intent is answered once', async () => {
    const calls = many(second);
    await calls[0];
    process.kill(worker.pid, 'SIGTERM');
    const executions = await Promise.all(calls);
    expect(await worker.ended).toBe('code 0');
    await findLine(beside.logFile('worker'), ({ event }) => event === 'worker-stopped');
    expect(new Set(executions.map(({ status }) => status))).toEqual(new Set(['success']));
    expect(await stage.counter()).toBe(CALLS);
  }, SLOW_MS);

  it('when one api is asked to end while its calls are in flight, then each of them is answered, it takes no more, and the other serves on', async () => {
    const calls = many(second);
    await calls[0];
    process.kill(api.pid, 'SIGTERM');
    await findLine(beside.logFile('api'), ({ event }) => event === 'server-stopping');
    const ends = await Promise.allSettled(calls);
    expect(await api.ended).toBe('code 0');
    const answered = ends.flatMap((end) => (end.status === 'fulfilled' ? end.value : []));
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set(['success']));
    expect(await stage.counter()).toBe(CALLS + answered.length);
    await expect(fetch(`${beside.url}/health`)).rejects.toThrow();
    expect(await stage.admin.run({ actionId: 'demo.counter.increment' })).toMatchObject({ status: 'success' });
  }, SLOW_MS);
});
