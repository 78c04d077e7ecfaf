import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProblemBody } from '../../contract/problem.ts';
import type { Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let admin: Session;

beforeAll(async () => {
  api = await startApi();
  admin = await api.signInAdmin();
});
afterAll(() => api.stop());

const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;

async function post(body: string | Blob | Uint8Array | null, headers: Record<string, string> = {}, path = '/projects'): Promise<Response> {
  return fetch(`${api.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: admin.cookie, 'x-csrf-token': admin.me.csrf.token, ...headers },
    body,
  });
}

describe('a body', () => {
  it.each([
    ['is no JSON', '{"name":', 400, 'malformed_json', null],
    ['is no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 400, 'malformed_json', null],
    ['is too large', JSON.stringify({ name: 'x'.repeat(1_048_577) }), 413, 'payload_too_large', null],
    ['is empty where one is needed', '', 422, 'invalid_request', ['']],
    ['is a list', '[]', 422, 'invalid_request', ['']],
    ['lacks a name', '{}', 422, 'invalid_request', ['/name']],
    ['has a wrong type inside', '{"name":5}', 422, 'invalid_request', ['/name']],
    ['has unknown names', '{"name":"x","a/b":1,"c":2}', 422, 'invalid_request', ['/a~1b', '/c']],
    ['has the name __proto__', '{"name":"x","deep":[{"__proto__":{}}]}', 422, 'invalid_request', ['/deep/0/__proto__']],
    ['has the name constructor', '{"constructor":1}', 422, 'invalid_request', ['/constructor']],
    ['has the name prototype', '{"a":{"prototype":1}}', 422, 'invalid_request', ['/a/prototype']],
    ['has a NUL in a text', '{"name":"a\\u0000b"}', 422, 'invalid_request', ['/name']],
    ['has a NUL in a name', '{"a\\u0000b":1}', 422, 'invalid_request', ['/a\0b']],
    ['has half a character', '{"name":"\\ud800"}', 422, 'invalid_request', ['/name']],
    ['is 65 deep', nested(65), 422, 'invalid_request', [`${'/a'.repeat(64)}`]],
    ['is 64 deep and unknown', nested(64), 422, 'invalid_request', ['/name', '/a']],
    ['is half a million deep', '['.repeat(500_000) + ']'.repeat(500_000), 422, 'invalid_request', [`${'/0'.repeat(64)}`]],
    ['is half a million long', `[${'"",'.repeat(300_000)}""]`, 422, 'invalid_request', ['']],
  ] as const)('when it %s, then it is refused with its place', async (_when, body, status, error, paths) => {
    const answer = await post(body);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const problem = ProblemBody.parse(await answer.json());
    expect(problem).toMatchObject({ code: 1, data: null, status, error, type: `/problems/${error}`, requestId: answer.headers.get('x-request-id') });
    expect(answer.status).toBe(status);
    if (paths) expect(problem.issues?.map(({ path }) => path)).toEqual(paths);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1', 'application/yaml', ''])('when it says that it is %j, then it is refused', async (type) => {
    const answer = await post(new Blob(['{"name":"x"}']), { 'content-type': type });
    expect(answer.status).toBe(415);
  });

  it('when a route takes none, then an empty one and an empty object pass, and a name does not', async () => {
    const project = ((await (await post('{"name":"x"}')).json()) as { data: { projectId: string } }).data;
    const path = `/projects/${project.projectId}/lock`;
    expect((await post(null, {}, path)).status).toBe(200);
    expect((await post('{}', {}, path)).status).toBe(200);
    expect((await post('{"force":true}', {}, path)).status).toBe(422);
  });
});

describe('a query and a path', () => {
  it.each([
    ['/users?limit=0', 422, ['/limit']],
    ['/users?limit=201', 422, ['/limit']],
    ['/users?limit=x', 422, ['/limit']],
    ['/users?limit=1&limit=2', 422, ['/limit']],
    ['/users?cursor=x', 422, ['/cursor']],
    ['/projects/a%00b', 422, ['/projectId']],
    ['/users?limit=1&whatever=2', 200, undefined],
  ])('when %s is asked for, then it is %i', async (path, status, paths) => {
    const answer = await admin.get(path);
    expect(answer.status).toBe(status);
    expect(answer.body.issues?.map((issue) => issue.path)).toEqual(paths);
  });

  it.each(['/api/v1/nothing', '/api', '/api/v2/projects', '/codec/encode', '/nothing.txt'])('when %s is asked for, then it is a 404 problem', async (path) => {
    const answer = await fetch(`${api.url}${path}`);
    expect(answer.status).toBe(404);
    expect(ProblemBody.parse(await answer.json())).toMatchObject({ error: 'not_found' });
  });

  it('when a caller names the request, then the name comes back; one of another form is replaced', async () => {
    const named = await admin.get('/auth/me', undefined, { 'x-request-id': 'mine:1' });
    expect(named.headers.get('x-request-id')).toBe('mine:1');
    const other = await admin.get('/auth/me', undefined, { 'x-request-id': 'not mine' });
    expect(other.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
