import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Project } from '../../contract/project.ts';
import { createProject, createUser, expectData, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

const INTENT_WAIT_MS = 300;
const HOUR_MS = 3_600_000;

let api: TestApi;
let admin: Session;

beforeAll(async () => {
  api = await startApi({ INTENT_WAIT_MS: String(INTENT_WAIT_MS) });
  admin = await api.signInAdmin();
});
afterAll(() => api.stop());

const keyed = (key = randomBytes(8).toString('hex')) => ({ 'idempotency-key': key });
const rows = <Row>(text: string, values: unknown[] = []) => api.front.database.read<Row>(text, values);
const projectsNamed = async (name: string) => (await rows('select 1 from project where name = $1', [name])).length;

describe('Idempotency-Key', () => {
  it('when the same call is repeated, then it gets the same status and body, and nothing is done twice', async () => {
    const headers = keyed();
    const [first, second] = [await admin.post('/projects', { name: 'Once' }, headers), await admin.post('/projects', { name: 'Once' }, headers)];
    expect(first.status).toBe(201);
    expect({ status: second.status, body: second.body }).toEqual({ status: first.status, body: first.body });
    expect(await projectsNamed('Once')).toBe(1);
  });

  it('when the same call is made many times at once, then one is answered, the others are told to wait, and nothing is done twice', async () => {
    const headers = keyed();
    const answers = await Promise.all(Array.from({ length: 8 }, () => admin.post<Project>('/projects', { name: 'At once' }, headers)));
    expect(await projectsNamed('At once')).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(answer).toMatchObject({ status: 409, body: { error: 'conflict' } });
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.data.projectId)).size).toBe(1);
  });

  it('when the key comes with another body, then it is 422 and nothing is done', async () => {
    const headers = keyed();
    expectData(await admin.post('/projects', { name: 'Mine' }, headers), 201);
    expect(await admin.post('/projects', { name: 'Other' }, headers)).toMatchObject({ status: 422, body: { error: 'idempotency_mismatch' } });
    expect(await projectsNamed('Other')).toBe(0);
  });

  it('when another caller, path or method uses the key, then it is another one', async () => {
    const headers = keyed();
    const other = await createUser(admin, { isSystemAdmin: true });
    const ids = [admin, other].map(async (who) => expectData(await who.post<Project>('/projects', { name: 'Apart' }, headers), 201).projectId);
    expect(new Set(await Promise.all(ids)).size).toBe(2);
    expectData(await admin.post('/users', { username: `u-${randomBytes(4).toString('hex')}` }, headers), 201);
    expect((await admin.put(`/projects/${await ids[0]}/policy`, {}, headers)).status).toBe(200);
    expect((await admin.put(`/projects/${await ids[0]}/policy`, { limits: {} }, headers)).status).toBe(200);
  });

  it('when the first answer was a problem, then it is kept as it was, with the id of the request that met it', async () => {
    const headers = keyed();
    const username = `taken-${randomBytes(4).toString('hex')}`;
    await createUser(admin, { username });
    const [first, second] = [await admin.post('/users', { username }, headers), await admin.post('/users', { username }, headers)];
    expect(first.status).toBe(409);
    expect({ status: second.status, body: second.body }).toEqual({ status: first.status, body: first.body });
    expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
  });

  it('when a day is over, then the key is free again', async () => {
    const headers = keyed();
    const first = expectData(await admin.post<Project>('/projects', { name: 'Daily' }, headers), 201);
    api.pass(23 * HOUR_MS);
    admin = await api.signInAdmin();
    expect(expectData(await admin.post<Project>('/projects', { name: 'Daily' }, headers), 201)).toEqual(first);
    api.pass(HOUR_MS + 1);
    expect(expectData(await admin.post<Project>('/projects', { name: 'Daily' }, headers), 201).projectId).not.toBe(first.projectId);
    expect(await admin.post('/projects', { name: 'Next day' }, headers)).toMatchObject({ status: 422 });
  });

  it('when the outcome is unknown, then the answer is not kept, and the next try goes on with the same attempt', async () => {
    const headers = keyed();
    const project = await createProject(admin);
    const ask = () => admin.post(`/projects/${project}/intents`, { actionId: 'demo.counter.increment', inputs: {} }, headers);
    const [first, second] = [await ask(), await ask()];
    for (const answer of [first, second]) expect(answer).toMatchObject({ status: 503, body: { error: 'unavailable', detail: expect.stringContaining('outcome unknown') } });
    expect(second.body.requestId).toBe(first.body.requestId);
    expect(first.headers.get('retry-after')).toBe('1');
    expect(await rows('select request_id from attempt where project_id = $1', [project])).toEqual([{ request_id: first.body.requestId }]);
    expect(await admin.post(`/projects/${project}/intents`, { actionId: 'demo.counter.reset', inputs: {} }, headers)).toMatchObject({ status: 422, body: { error: 'idempotency_mismatch' } });
  });

  it('when a holder died, then its claim is honoured for a bounded time and no longer', async () => {
    const headers = keyed();
    expectData(await admin.post('/projects', { name: 'Died' }, headers), 201);
    await rows("update idempotency_key set status = null, sealed_answer = null where created_at = (select max(created_at) from idempotency_key)");
    expect(await admin.post('/projects', { name: 'Died' }, headers)).toMatchObject({ status: 409 });
    api.pass(INTENT_WAIT_MS + 60_001);
    expect(await admin.post('/projects', { name: 'Died' }, headers)).toMatchObject({ status: 201 });
  });

  it('when a secret was shown once, then its repeat is without it and says so', async () => {
    const headers = keyed();
    const [first, second] = [await admin.post<{ token: string }>('/tokens', { name: 'ci' }, headers), await admin.post('/tokens', { name: 'ci' }, headers)];
    const { token, ...rest } = expectData(first, 201);
    expect(token.length).toBeGreaterThan(20);
    expect({ status: second.status, data: second.body.data }).toEqual({ status: 201, data: { ...rest, token: null, replayed: true } });
  });

  it('when an answer is kept, then no word of it, of the key or of the body stands in the database', async () => {
    const secret = randomBytes(8).toString('hex');
    expectData(await admin.post('/projects', { name: secret }, keyed(`key-${secret}`)), 201);
    const [row] = await rows<{ text: string }>("select string_agg(to_jsonb(k)::text || coalesce(encode(sealed_answer, 'escape'), ''), '') as text from idempotency_key k");
    expect(row?.text).not.toContain(secret);
  });

  it.each(['', 'a b', 'ä', 'x'.repeat(256)])('when the key is %j, then it is 422 and nothing is done', async (key) => {
    const answer = await admin.post('/projects', { name: 'Bad key' }, keyed(key));
    expect(answer).toMatchObject({ status: 422, body: { error: 'invalid_request', issues: [{ path: '/headers/idempotency-key' }] } });
    expect(await projectsNamed('Bad key')).toBe(0);
  });

  it('when a call has no key, or may not be made, then nothing is kept of it', async () => {
    const count = async () => (await rows('select 1 from idempotency_key')).length;
    const before = await count();
    await admin.post('/projects', { name: 'Plain' });
    await admin.post('/projects', { name: 5 }, keyed());
    await admin.get('/projects', undefined, keyed());
    expect(await (await createUser(admin)).post('/projects', { name: 'No' }, keyed())).toMatchObject({ status: 403 });
    expect(await count()).toBeLessThanOrEqual(before);
  });
});
