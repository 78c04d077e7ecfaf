import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createOpenStreams, STREAMS_PER_PERSON } from '../../api/open-streams.ts';
import { appendEvent } from '../../db/stores/events.ts';
import { createMember, createProject, type Session } from '../support/http.ts';
import { openRaw } from '../support/raw-http.ts';
import { startApi, type TestApi } from './start-api.ts';

const WITHIN_MS = 45_000;

let api: TestApi;
let admin: Session;
let projectId: string;
let listeners = 0;

beforeAll(async () => {
  api = await startApi();
  admin = await api.signInAdmin();
  projectId = await createProject(admin);
  const { onEvents } = api.front.feed;
  jest.spyOn(api.front.feed, 'onEvents').mockImplementation((project, listener) => {
    listeners += 1;
    const forget = onEvents(project, listener);
    return () => {
      listeners -= 1;
      forget();
    };
  });
});
afterAll(() => api.stop());

const path = () => `/api/v1/projects/${projectId}/events`;

async function open(who: Session) {
  const leaving = new AbortController();
  const answer = await fetch(`${api.url}${path()}`, { headers: { cookie: who.cookie }, signal: leaving.signal });
  return { answer, leave: () => leaving.abort() };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + WITHIN_MS; !(await holds()) && Date.now() < end; ) await sleep(20);
  expect(await holds()).toBe(true);
}

describe('streams of one person', () => {
  it('when they are as many as he may have, then one more is 429 until one is closed, and others still listen', async () => {
    const streams = await Promise.all(Array.from({ length: STREAMS_PER_PERSON }, () => open(admin)));
    expect(streams.map(({ answer }) => answer.status)).toEqual(streams.map(() => 200));
    const refused = await admin.get(`/projects/${projectId}/events`);
    expect(refused).toMatchObject({ status: 429, body: { error: 'too_many_requests' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const other = await open(await createMember(admin, projectId, 'viewer'));
    expect(other.answer.status).toBe(200);

    streams[0]?.leave();
    let again = await open(admin);
    for (let tries = 0; again.answer.status === 429 && tries < 200; tries += 1) {
      await sleep(50);
      again = await open(admin);
    }
    expect(again.answer.status).toBe(200);
    for (const { leave } of [...streams, other, again]) leave();
    await until(() => listeners === 0);
  });

  it('when clients leave before they are answered, then nothing listens on for them', async () => {
    for (let round = 0; round < 60; round += 1) {
      const { socket } = await openRaw(api.url);
      socket.write(`GET ${path()} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${admin.cookie}\r\n\r\n`);
      await sleep(round % 6);
      socket.destroy();
    }
    await until(() => listeners === 0);
    const { answer, leave } = await open(admin);
    expect(answer.status).toBe(200);
    leave();
  });

  it('when only its headers are asked for, then it ends with them', async () => {
    const { socket, ended } = await openRaw(api.url);
    socket.write(`HEAD ${path()} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: ${admin.cookie}\r\n\r\n`);
    expect(await ended).toMatch(/^HTTP\/1\.1 200 [\s\S]*text\/event-stream[\s\S]*\r\n\r\n$/);
  });

  it('when a client reads nothing, then it is cut, and no more than an event waits for it', async () => {
    const { socket, ended } = await openRaw(api.url);
    socket.pause();
    socket.write(`GET ${path()} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${admin.cookie}\r\n\r\n`);
    await until(() => listeners === 1);
    const diff = [{ op: 'add' as const, path: '/demo.counter/value', value: 'x'.repeat(250_000) }];
    for (let n = 1; n <= 40; n += 1) await appendEvent(api.front.database.read, { projectId, type: 'state.changed', data: { version: n, executionId: 'e', diff } }, null);
    api.front.wake(projectId);
    await until(() => listeners === 0);
    socket.resume();
    expect((await ended).length).toBeLessThan(40 * 250_000);
  });
});

describe('createOpenStreams', () => {
  it('when what was counted is taken back, then there is room again', () => {
    const streams = createOpenStreams(1);
    const leave = streams.enter('ada');
    expect([streams.enter('ada'), streams.enter('grace') === null]).toEqual([null, false]);
    leave?.();
    expect(streams.enter('ada')).not.toBeNull();
  });
});
