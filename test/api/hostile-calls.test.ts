import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProblemBody } from '../../contract/problem.ts';
import { bodyText, hostilePath, type Document, type Operation } from '../fuzz/hostile.ts';
import { createMember, createProject, expectData, type Session } from '../support/http.ts';
import { seeded, type Random } from '../support/random.ts';
import { startApi, type TestApi } from './start-api.ts';

const CALLS_EACH = 4;
const SEED = 20_261_123;
const ANSWER_WITHIN_MS = 30_000;
const FORWARD = ['X-Planted'];

/** They end what the others call with, or have no end themselves. */
const LEFT_OUT = ['streamEvents', 'logout', 'endOtherSessions', 'deleteUser'];

let api: TestApi;
let admin: Session;
let document: Document;
let known: Record<string, string>;

beforeAll(async () => {
  api = await startApi({ INTENT_WAIT_MS: '300' });
  admin = await api.signInAdmin();
  const projectId = await createProject(admin);
  const member = await createMember(admin, projectId, 'operator');
  const { forkId } = expectData(await admin.post<{ forkId: string }>(`/projects/${projectId}/forks`, {}), 201);
  const { planId } = expectData(await admin.post<{ planId: string }>(`/projects/${projectId}/plans`, { steps: [{ actionId: 'demo.counter.set', inputs: { value: 1 } }] }));
  known = { projectId, forkId, planId, userId: member.me.user.userId, key: 'site', version: '1', sha256: '0'.repeat(64), name: 'default' };
  document = (await (await fetch(`${api.url}/openapi.json`)).json()) as Document;
});
afterAll(() => api.stop());

async function send(random: Random, [method, path, operation]: readonly [string, string, Operation]): Promise<{ call: string; status: number; wrong?: string }> {
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const address = hostilePath(random, path, operation, known);
  const body = type === undefined ? undefined : bodyText(random, content?.schema ?? {}, document);
  const answer = await fetch(`${api.url}${address}`, {
    method: method.toUpperCase(),
    redirect: 'manual',
    headers: { cookie: admin.cookie, 'x-csrf-token': admin.me.csrf.token, ...(type === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const text = await answer.text();
  const call = `${method} ${address.slice(0, 200)} ${body?.slice(0, 300) ?? ''}`;
  if (FORWARD.some((name) => answer.headers.has(name))) return { call, status: answer.status, wrong: 'a header was planted' };
  if (answer.status >= 400 && answer.headers.get('content-type')?.startsWith('application/problem+json') === true && !ProblemBody.safeParse(JSON.parse(text)).success && answer.status !== 503) return { call, status: answer.status, wrong: text };
  return { call, status: answer.status };
}

describe('calls that mean harm', () => {
  it('when each route is sent what it did not ask for, then none of it is a fault of ours', async () => {
    const random = seeded(SEED);
    const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => [method, path, operation] as const));
    const meant = operations.filter(([, , { operationId }]) => !LEFT_OUT.includes(operationId));
    expect(meant.length).toBeGreaterThan(80);
    const answers: Awaited<ReturnType<typeof send>>[] = [];
    for (let round = 0; round < CALLS_EACH; round += 1) {
      for (let first = 0; first < meant.length; first += 10) answers.push(...(await Promise.all(meant.slice(first, first + 10).map((operation) => send(random, operation)))));
    }
    expect([...new Set(answers.map(({ status }) => status))]).toEqual(expect.arrayContaining([200, 400, 404, 422])); // So some get as far as their route.
    expect(answers.filter(({ status, wrong }) => wrong !== undefined || (status >= 500 && status !== 503))).toEqual([]);
    expect((await admin.get('/auth/me')).status).toBe(200);
  }, 180_000);

  it('when a name of every object was sent, then no object has got it', () => {
    expect(({} as { isSystemAdmin?: unknown; polluted?: unknown }).isSystemAdmin).toBeUndefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
