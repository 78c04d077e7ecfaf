import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { appendEvent } from '../../db/stores/events.ts';
import { createMember, createProject, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

const WITHIN_MS = 10_000;

let api: TestApi;
let admin: Session;
let projectId: string;

beforeAll(async () => {
  api = await startApi();
  admin = await api.signInAdmin();
  projectId = await createProject(admin);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => api.stop());

/** Counts who listens to the feed, now and ever. */
function countListeners() {
  const count = { now: 0, ever: 0 };
  const { onEvents } = api.front.feed;
  jest.spyOn(api.front.feed, 'onEvents').mockImplementation((project, listener) => {
    count.now += 1;
    count.ever += 1;
    const forget = onEvents(project, listener);
    return () => {
      count.now -= 1;
      forget();
    };
  });
  return count;
}

async function open({ cookie } = admin) {
  const leaving = new AbortController();
  const answer = await fetch(`${api.url}/api/v1/projects/${projectId}/events`, { headers: { cookie }, signal: leaving.signal });
  return { answer, leave: () => leaving.abort() };
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + WITHIN_MS; !holds() && Date.now() < end; ) await sleep(20);
  expect(holds()).toBe(true);
}

async function emit(n: number): Promise<void> {
  await appendEvent(api.front.database.read, { projectId, type: 'state.changed', data: { version: n, executionId: 'e', diff: [] } }, null);
  api.front.wake(projectId);
}

describe('the event stream', () => {
  it('when many events pass, then each arrives in order, and the stream listens to the feed once until its client leaves', async () => {
    const count = countListeners();
    const { answer, leave } = await open();
    const text: string[] = [];
    const reading = (async () => {
      for await (const chunk of answer.body ?? []) text.push(Buffer.from(chunk).toString());
    })().catch(() => undefined); // The client itself breaks it off.
    for (let n = 1; n <= 15; n += 1) {
      await emit(n);
      await until(() => text.join('').includes(`"version":${n},`));
    }
    expect([...text.join('').matchAll(/"version":(\d+)/g)].map(([, n]) => Number(n))).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    expect(count).toEqual({ now: 1, ever: 1 });
    leave();
    await reading;
    await until(() => count.now === 0);
  });

  it('when it is woken by no event, and the caller may not listen any more, then it ends, long before it would have asked by itself', async () => {
    const count = countListeners();
    const viewer = await createMember(admin, projectId, 'viewer');
    const { answer } = await open(viewer);
    await until(() => count.now === 1);
    await admin.delete(`/projects/${projectId}/members/${viewer.me.user.userId}`);
    api.pass(1_000);
    api.front.wake(projectId);
    await expect(answer.text()).resolves.not.toContain('event:');
    await until(() => count.now === 0);
  });

  it('when events cannot be read, then the connection ends and nothing listens on', async () => {
    const count = countListeners();
    const { answer } = await open();
    await until(() => count.now === 1);
    const { read } = api.front.database;
    jest.spyOn(api.front.database, 'read').mockImplementation((text, parameters) => (text.includes('from event') ? Promise.reject(new Error('the database is away')) : read(text, parameters)));
    await expect(answer.text()).rejects.toThrow();
    await until(() => count.now === 0);
  });
});
