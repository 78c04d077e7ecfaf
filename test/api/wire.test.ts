import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProblemBody } from '../../contract/problem.ts';
import type { Route } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import { createProject, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let admin: Session;
let projectId: string;

beforeAll(async () => {
  api = await startApi({ LOGIN_ATTEMPTS_PER_MINUTE: '10000', INTENT_WAIT_MS: '1000' });
  admin = await api.signInAdmin();
  projectId = await createProject(admin);
});
afterAll(() => api.stop());

const NOWHERE = '01a00000-0000-7000-8000-000000000000';
const all = Object.entries<Route>(routes);
const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;
const JSON_TYPE = 'application/json';

type Sent = { body?: string | Uint8Array<ArrayBuffer>; type?: string; query?: string; ids?: string; headers?: Record<string, string> };

async function send({ method, path }: Route, { body, type = JSON_TYPE, query = '', ids = NOWHERE, headers = {} }: Sent): Promise<Response> {
  const address = path.replace(':projectId', projectId).replaceAll(/:\w+/g, ids);
  return fetch(`${api.url}/api/v1${address}${query}`, {
    method: method.toUpperCase(),
    headers: { cookie: admin.cookie, 'x-csrf-token': admin.me.csrf.token, ...(body === undefined ? {} : { 'content-type': type }), ...headers },
    body: body === undefined ? null : new Blob([body]),
    redirect: 'manual',
    signal: AbortSignal.timeout(20_000),
  });
}

/** The code of a problem document; throws on anything that is not one, whole and with the headers that every answer has. */
async function problemOf(answer: Response): Promise<string> {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = ProblemBody.parse(await answer.json());
  expect(problem).toMatchObject({ status: answer.status, requestId: answer.headers.get('x-request-id'), type: `/problems/${problem.error}`, message: problem.detail });
  expect(Object.fromEntries(['x-content-type-options', 'cache-control', 'referrer-policy'].map((name) => [name, answer.headers.get(name)]))).toEqual({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(answer.headers.get('x-powered-by')).toBeNull();
  return `${answer.status} ${problem.error}`;
}

/** Bodies that no route takes. */
const wrongBodies: readonly [string, Sent, string][] = [
  ['no JSON', { body: '{"a":' }, '400 malformed_json'],
  ['no UTF-8', { body: new Uint8Array([0x7b, 0xff, 0x7d]) }, '400 malformed_json'],
  ['larger than 1 MiB', { body: JSON.stringify({ a: 'x'.repeat(1_048_577) }) }, '413 payload_too_large'],
  ['of another type', { body: '{}', type: 'text/plain' }, '415 unsupported_media_type'],
  ['in another charset', { body: '{}', type: 'application/json; charset=utf-16' }, '415 unsupported_media_type'],
  ['compressed in an unknown way', { body: '{}', headers: { 'content-encoding': 'zstd-none' } }, '415 unsupported_media_type'],
  ['deeper than 64', { body: nested(65) }, '422 invalid_request'],
  ['with a NUL in a text', { body: '{"a":"\\u0000"}' }, '422 invalid_request'],
  ['with a NUL in a name', { body: '{"\\u0000":1}' }, '422 invalid_request'],
  ['with half a character', { body: '{"a":"\\udfff"}' }, '422 invalid_request'],
  ['with __proto__', { body: '{"__proto__":{"role":"admin"}}' }, '422 invalid_request'],
  ['with constructor, deep inside', { body: '{"a":[{"b":{"constructor":1}}]}' }, '422 invalid_request'],
  ['with prototype', { body: '{"prototype":null}' }, '422 invalid_request'],
  ['with an unknown name', { body: '{"unknownName":1}' }, '422 invalid_request'],
  ['a list', { body: '[]' }, '422 invalid_request'],
  ['a text', { body: '"x"' }, '422 invalid_request'],
  ['a number', { body: '5' }, '422 invalid_request'],
  ['null', { body: 'null' }, '422 invalid_request'],
];

describe('every route that takes a body', () => {
  /** What is sent to be validated is judged, whatever it is; its own test says how. */
  const withBody = all.filter(([name, { method }]) => (method === 'post' || method === 'put' || method === 'patch') && name !== 'validatePolicy');

  it.each(withBody)('when %s is sent what no route takes, then each is refused by its own code', async (_name, route) => {
    const met: Record<string, string> = {};
    for (const [what, sent] of wrongBodies) met[what] = await problemOf(await send(route, sent));
    expect(met).toEqual(Object.fromEntries(wrongBodies.map(([what, , code]) => [what, code])));
  });

  it.each(withBody.filter(([, { body }]) => body?.safeParse(undefined).success === false))('when %s is sent no body, then it is 422', async (_name, route) => {
    expect(await problemOf(await send(route, {}))).toBe('422 invalid_request');
  });
});

describe('every route with an id in its path', () => {
  // To forget a fact is an intent, which nobody carries out here.
  const withIds = all.filter(([name, { path }]) => path.replace(':projectId', '').includes(':') && name !== 'putMember' && name !== 'deleteFact');
  const ids = ['x', 'constructor', '__proto__', '%F0%9F%98%80', '%27%20or%201%3D1--', 'a'.repeat(2_000), '%00', '%ff', '%2e%2e%2f', NOWHERE];

  it.each(withIds)('when %s is asked about an id that cannot be, then it is not found or refused, and never a fault', async (_name, route) => {
    const body = route.body === undefined || route.method === 'get' || route.method === 'delete' ? {} : { body: '{}' };
    for (const id of ids) expect([id, await problemOf(await send(route, { ids: id, ...body }))]).toEqual([id, expect.stringMatching(/^(404 not_found|422 invalid_request)$/)]);
  });
});

describe('every list', () => {
  const lists = all.filter(([, { query, method }]) => method === 'get' && query !== undefined && 'cursor' in query.shape);
  const cursorOf = (key: string) => Buffer.from(key, 'utf8').toString('base64url');
  const queries = [
    ...['0', '-1', '201', '1.5', 'x', '', '1e9', 'NaN', '1&limit=2', '0x', '9007199254740993'].map((limit) => `?limit=${limit}`),
    ...['x', '%00', '%ff', '', 'é', '1&cursor=2', 'a'.repeat(201), cursorOf("' or 1=1"), cursorOf('2024-13-01T00:00:00.000Z a'), cursorOf('-1'), cursorOf('99999999999999999999')].map((cursor) => `?cursor=${cursor}`),
  ];

  it.each(lists)('when %s is asked with a limit or a cursor that cannot be, then it is 422', async (_name, route) => {
    const found = route.path.includes('/:') && route.path.replace(':projectId', '').includes(':');
    for (const query of queries) expect([query, await problemOf(await send(route, { query }))]).toEqual([query, found ? expect.stringMatching(/^(404|422) /) : '422 invalid_request']);
  });

  it.each(lists.filter(([, { path }]) => !path.replace(':projectId', '').includes(':')))('when %s is asked with an unknown name, then the name is ignored', async (_name, route) => {
    expect((await send(route, { query: '?limit=200&whatever=1&__proto__x=2' })).status).toBe(200);
  });
});

describe('X-Request-Id', () => {
  it.each([
    ['mine-1._:Z', true],
    ['x'.repeat(128), true],
    ['x'.repeat(129), false],
    ['not mine', false],
    ['mine/1', false],
    ['', false],
    ['é', false],
  ])('when a caller sends %j, then whether it is kept is %s, on successes, problems, the page and the probes alike', async (own, kept) => {
    for (const path of ['/api/v1/auth/me', '/api/v1/nowhere', '/api/v1/users?limit=0', '/health', '/nowhere.txt']) {
      const answer = await fetch(`${api.url}${path}`, { headers: { cookie: admin.cookie, 'x-request-id': own } });
      await answer.arrayBuffer();
      expect([path, answer.headers.get('x-request-id')]).toEqual([path, kept ? own : expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)]);
    }
  });

  it('when it is repeated, then nothing is deduplicated by it', async () => {
    const named = { 'x-request-id': `same-${randomBytes(4).toString('hex')}` };
    const made = [await admin.post<{ projectId: string }>('/projects', { name: 'A' }, named), await admin.post<{ projectId: string }>('/projects', { name: 'A' }, named)];
    expect(new Set(made.map(({ body }) => body.data.projectId)).size).toBe(2);
  });
});
