import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { closeTemporal } from '../../temporal/connect.ts';
import { createProject, expectData, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

/** A value that looks like nothing in particular, so that only never logging it keeps it out of the log. */
const VALUE = 'plain words nobody should read 4711';
const MARK = 'nobody should read';
const TOKEN = `gh_${'k9'.repeat(22)}`;

let api: TestApi;
let admin: Session;
let projectId: string;

beforeAll(async () => {
  api = await startApi({ INTENT_WAIT_MS: '500' });
  admin = await api.signInAdmin();
});
afterAll(() => api.stop());
beforeEach(async () => {
  projectId = await createProject(admin);
  api.logged();
});

/** Sends a text as it is, with everything that a caller could plant. */
async function send(path: string, body: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  const credential = { cookie: admin.cookie, [admin.me.csrf.header]: admin.me.csrf.token };
  const answer = await fetch(`${api.url}/api/v1/projects/${projectId}${path}?note=${encodeURIComponent(VALUE)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...credential, 'x-note': VALUE, ...headers },
    body,
    signal: AbortSignal.timeout(30_000),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Everything that was logged, in one text. */
const logged = (): string => api.logged().join('\n');

const secretBody = JSON.stringify({ name: 'plant_api', value: VALUE });

async function whileGone(table: string, work: () => Promise<void>): Promise<void> {
  await api.front.database.read(`alter table ${table} rename to gone_for_a_while`);
  try {
    await work();
  } finally {
    await api.front.database.read(`alter table gone_for_a_while rename to ${table}`);
  }
}

describe('a call that fails', () => {
  it.each<[string, number, string, string, Record<string, string>]>([
    ['its body is no JSON, and the value is what breaks it', 400, '/secrets', `{"name": "plant_api", "value": ${VALUE}}`, {}],
    ['its body is cut within the value', 400, '/secrets', secretBody.slice(0, -6), {}],
    ['its body is no UTF-8', 415, '/secrets', secretBody, { 'content-type': 'application/json; charset=latin1' }],
    ['its body is of another type', 415, '/secrets', secretBody, { 'content-type': 'text/plain' }],
    ['its body is too large', 413, '/secrets', JSON.stringify({ name: 'plant_api', value: VALUE.repeat(40_000) }), {}],
    ['the value is where the name belongs', 422, '/secrets', JSON.stringify({ name: VALUE, value: 'plant_api' }), {}],
    ['the value is of a wrong type', 422, '/secrets', JSON.stringify({ name: 'plant_api', value: { value: VALUE } }), {}],
    ['the value is too long', 422, '/secrets', JSON.stringify({ name: 'plant_api', value: VALUE.repeat(400) }), {}],
    ['there is no such secret', 404, '/secrets/none/rotate', JSON.stringify({ value: VALUE }), {}],
    ['its CSRF token is wrong', 403, '/secrets', secretBody, { 'x-csrf-token': VALUE }],
    ['its cookie is wrong', 401, '/secrets', secretBody, { cookie: `gatehouse=${VALUE}` }],
    ['its bearer token is wrong', 401, '/secrets', secretBody, { authorization: `Bearer ${TOKEN}` }],
    ['the inputs break the schema of the action', 503, '/intents', JSON.stringify({ actionId: 'demo.counter.set', inputs: { value: VALUE } }), {}],
  ])('when %s, then neither the answer nor the log holds what was sent', async (_when, status, path, body, headers) => {
    const answer = await send(path, body, headers);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain(MARK);
    const lines = logged();
    expect(lines).toContain('"request-served"');
    expect(lines).not.toContain(MARK);
    expect(lines).not.toContain(TOKEN);
  });

  it.each([
    ['secret', '/secrets', secretBody],
    ['attempt', '/intents', JSON.stringify({ actionId: 'demo.counter.set', inputs: { value: 1, note: VALUE } })],
    ['plan', '/plans', JSON.stringify({ steps: [{ actionId: 'demo.counter.set', inputs: { value: 1, note: VALUE } }] })],
    ['turn', '/turns', JSON.stringify({ message: VALUE })],
  ])('when the table %s is gone, then the fault is logged whole, but for what was sent', async (table, path, body) => {
    await whileGone(table, async () => {
      const { status, text } = await send(path, body);
      expect(status).toBe(500);
      expect(text).not.toContain(MARK);
      expect(text).not.toMatch(/select|insert|stack/i);
    });
    const lines = logged();
    expect(lines).toContain('"request-failed"');
    expect(lines).toContain(table);
    expect(lines).not.toContain(MARK);
  });

  it('when Temporal is gone, then the log says so without what was sent', async () => {
    const other = await startApi({ INTENT_WAIT_MS: '500' });
    try {
      const session = await other.signInAdmin();
      const project = await createProject(session);
      expectData(await session.put(`/projects/${project}/policy`, {}));
      await closeTemporal(other.front.temporal);
      other.logged();
      const answers = [
        await session.post(`/projects/${project}/turns`, { message: VALUE }),
        await session.post(`/projects/${project}/intents`, { actionId: 'demo.counter.set', inputs: { value: 1, note: VALUE } }),
      ];
      for (const { status, body } of answers) {
        expect(status).toBeGreaterThanOrEqual(500);
        expect(JSON.stringify(body)).not.toContain(MARK);
      }
      const lines = other.logged().join('\n');
      expect(lines).toContain('"request-failed"');
      expect(lines).not.toContain(MARK);
    } finally {
      await other.stop();
    }
  });
});
