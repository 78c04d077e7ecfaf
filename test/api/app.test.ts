import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorkerPresences } from '../../db/stores/worker-presences.ts';
import { placeOf } from '../../temporal/place-of.ts';
import { createCodec } from '../../platform/codec.ts';
import { caller, createUser, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

const TEMPORAL_UI = 'http://127.0.0.1:8233';
const ALLOWED = 'https://ops.example';
const PAGE = '<!doctype html><title>Page</title>';
const SCRIPT = 'export const answer = 42;';

let api: TestApi;
let admin: Session;

beforeAll(async () => {
  api = await startApi({ TEMPORAL_UI_URL: TEMPORAL_UI, ALLOWED_ORIGINS: ALLOWED, HTTP_RATE_PER_MINUTE: '60' });
  mkdirSync(join(api.pageDirectory, 'assets'));
  writeFileSync(join(api.pageDirectory, 'index.html'), PAGE);
  writeFileSync(join(api.pageDirectory, 'assets', 'app-1.js'), SCRIPT);
  writeFileSync(join(api.pageDirectory, 'assets', 'app-1.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(api.pageDirectory, 'assets', 'plain-1.js'), SCRIPT);
  admin = await api.signInAdmin();
});
afterAll(() => api.stop());

describe('the page', () => {
  it.each(['/', '/projects/x/state/demo.counter'])('when a browser opens %s, then it gets the page under a strict policy', async (path) => {
    const answer = await fetch(`${api.url}${path}`, { headers: { accept: 'text/html' } });
    expect(await answer.text()).toBe(PAGE);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['/assets/app-1.js', 'br', 'br'],
    ['/assets/app-1.js', 'gzip', null],
    ['/assets/app-1.js', 'br;q=0', null],
    ['/assets/plain-1.js', 'br', null],
  ])('when %s is asked for with %s, then it comes as %s, to be kept for ever', async (path, accepted, encoding) => {
    const answer = await fetch(`${api.url}${path}`, { headers: { 'accept-encoding': accepted } });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    expect(await answer.text()).toBe(SCRIPT); // fetch unpacks it.
  });

  it.each(['/assets/none.js', '/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json'])('when %s is asked for, then it is 404', async (path) => {
    expect((await fetch(`${api.url}${path}`, { headers: { accept: '*/*' } })).status).toBe(404);
  });
});

describe('other origins', () => {
  it.each([
    ['/api/v1/auth/me', ALLOWED, ALLOWED],
    ['/api/v1/auth/me', 'https://evil.example', null],
    ['/api/v1/auth/me', TEMPORAL_UI, null],
    ['/codec/decode', TEMPORAL_UI, TEMPORAL_UI],
    ['/codec/decode', ALLOWED, null],
  ])('when %s is preflighted from %s, then it allows %s', async (path, origin, allowed) => {
    const answer = await fetch(`${api.url}${path}`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed);
    expect(answer.headers.get('access-control-allow-credentials')).toBe(allowed === null ? null : 'true');
  });
});

describe('POST /codec/decode', () => {
  const decode = (headers: Record<string, string>, body: unknown) =>
    fetch(`${api.url}/codec/decode`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const plain = { metadata: { encoding: Buffer.from('json/plain').toString('base64') }, data: Buffer.from('{"a":1}').toString('base64') };

  async function sealed() {
    const [payload] = await createCodec(api.front.seal).encode([{ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"a":1}') }]);
    const wire = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
    return { metadata: Object.fromEntries(Object.entries(payload?.metadata ?? {}).map(([name, value]) => [name, wire(value)])), data: wire(payload?.data) };
  }

  it('when Temporal Web asks for a system admin, then the payloads are readable', async () => {
    const answer = await decode({ cookie: admin.cookie, origin: TEMPORAL_UI }, { payloads: [await sealed(), plain] });
    expect(await answer.json()).toEqual({ payloads: [plain, plain] });
  });

  it.each([
    ['nobody is signed in', 401, async () => ({ origin: TEMPORAL_UI })],
    ['another page asks without the CSRF token', 403, async () => ({ cookie: admin.cookie, origin: 'https://evil.example' })],
    ['no page asks, without the CSRF token', 403, async () => ({ cookie: admin.cookie })],
    ['somebody else than a system admin asks', 403, async () => ({ cookie: (await createUser(admin)).cookie, origin: TEMPORAL_UI })],
  ])('when %s, then it is %i', async (_when, status, headers) => {
    expect((await decode(await headers(), { payloads: [plain] })).status).toBe(status);
  });

  it.each([
    ['no payloads', {}],
    ['data that is no base64', { payloads: [{ data: '###' }] }],
    ['something that was sealed elsewhere', { payloads: [{ metadata: { encoding: Buffer.from('binary/encrypted').toString('base64') }, data: 'AAAA' }] }],
  ])('when it is sent %s, then it is 422', async (_when, body) => {
    expect((await decode({ cookie: admin.cookie, origin: TEMPORAL_UI }, body)).status).toBe(422);
  });
});

describe('the probes', () => {
  it('when the process lives, then /health says so to anybody', async () => {
    expect(await (await fetch(`${api.url}/health`)).json()).toEqual({ code: 0, message: 'success', data: { status: 'ok' } });
  });

  it('when no worker polls, then /ready is 503 and names it', async () => {
    const answer = await fetch(`${api.url}/ready`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await answer.json()).toMatchObject({ error: 'unavailable', checks: { postgres: { ok: true }, migrations: { ok: true }, temporal: { ok: true }, keys: { ok: true }, worker: { ok: false }, registry: { ok: false } } });
  });

  it('when a worker has given a sign of life, then /ready tells whether it runs the same registry', async () => {
    const presences = createWorkerPresences(api.front.database, placeOf({ namespace: api.front.temporal.client.options.namespace, taskQueue: api.front.temporal.taskQueue }));
    const registry = async () => {
      api.pass(5_000);
      const answer = (await (await fetch(`${api.url}/ready`)).json()) as { checks: { registry: unknown } };
      return answer.checks.registry;
    };
    expect(await registry()).toEqual({ ok: false, detail: 'No worker has given a sign of life lately.' });
    await presences.note({ workerId: 'one', catalogDigest: api.front.catalog.digest });
    expect(await registry()).toEqual({ ok: true, detail: 'ok' });
    await presences.note({ workerId: 'two', catalogDigest: 'another' });
    expect(await registry()).toMatchObject({ ok: false, detail: expect.stringContaining('A worker runs the registry another') });
    await api.front.database.read("update worker_presence set seen_at = seen_at - interval '36 seconds' where worker_id = 'two'");
    expect(await registry()).toEqual({ ok: true, detail: 'ok' });
  });

  it('when a canary was sealed with another key, or a migration is missing, then /ready names them', async () => {
    await api.front.database.read('update key_canary set sealed = $1', [Buffer.from('else')]);
    await api.front.database.read("update migration set name = name || '-not'");
    api.pass(5_000);
    expect(await (await fetch(`${api.url}/ready`)).json()).toMatchObject({ checks: { keys: { ok: false }, migrations: { ok: false, detail: expect.stringContaining('0001-initial') } } });
  });
});

describe('the throttle', () => {
  it('when a credential calls too often, then it is 429 with Retry-After, and another one still gets through', async () => {
    const [eager, calm] = [await createUser(admin), await createUser(admin)];
    const statuses = await Promise.all(Array.from({ length: 70 }, async () => (await eager.get('/auth/me')).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    const answer = await eager.get('/auth/me');
    expect(answer.body).toMatchObject({ error: 'too_many_requests', status: 429 });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await calm.get('/auth/me')).status).toBe(200);
    api.pass(120_000);
    expect((await eager.get('/auth/me')).status).toBe(200);
  });
});

describe('a fault', () => {
  it('when something breaks inside, then the answer holds the request id and nothing of it, and the log holds all', async () => {
    await api.front.database.read('alter table app_user rename column name to nickname');
    const answer = await caller(api.url, { cookie: admin.cookie }).get('/auth/me');
    expect(answer).toMatchObject({ status: 500, body: { error: 'internal', requestId: answer.headers.get('x-request-id') } });
    expect(JSON.stringify(answer.body)).not.toMatch(/select|column|app_user| at /);
    const line = api.logged().find((entry) => entry.includes('request-failed'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 'error', request_id: answer.body.requestId, error: { message: expect.stringContaining('column') } });
  });
});
