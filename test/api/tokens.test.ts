import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import type { Project } from '../../contract/project.ts';
import type { AccessToken, CreatedToken } from '../../contract/token.ts';
import type { Me } from '../../contract/user.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { caller, createMember, createProject, createUser, expectData, type Caller, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

const DAY_MS = 86_400_000;
const NOWHERE = '01a00000-0000-7000-8000-000000000000';

let api: TestApi;
let admin: Session;

beforeAll(async () => {
  api = await startApi();
  admin = await api.signInAdmin();
});
afterAll(() => api.stop());

const bearer = (token: string | null, more: Record<string, string> = {}): Caller => caller(api.url, { authorization: `Bearer ${token}`, ...more });

/** Makes a token and answers it with a caller that uses it. */
async function make(owner: Caller, body: object = {}): Promise<CreatedToken & { by: Caller }> {
  const created = expectData(await owner.post<CreatedToken>('/tokens', { name: 'A script', ...body }), 201);
  return { ...created, by: bearer(created.token) };
}

const list = async (who: Caller, query = ''): Promise<AccessToken[]> => expectData(await who.get<{ items: AccessToken[] }>(`/tokens${query}`)).items;

describe('an access token', () => {
  it('when it is made, then its secret is shown once, and only the hash is stored', async () => {
    const person = await createUser(admin);
    const { token, tokenId, prefix, by } = await make(person, { expiresInDays: 1 });
    expect(token).toMatch(/^gh_[\w-]{43}$/);
    expect(token?.startsWith(prefix)).toBe(true);
    const [listed] = await list(person);
    expect(listed).toMatchObject({ tokenId, prefix, name: 'A script', lastUsedAt: null, scopes: null, userId: person.me.user.userId });
    expect(JSON.stringify(listed)).not.toContain(token);
    const [row] = await api.front.database.read<{ text: string }>('select t::text as text from access_token t where token_id = $1', [tokenId]);
    expect(row?.text).toContain(sha256Hex(token ?? ''));
    expect(row?.text).not.toContain(token);
    expect(expectData(await by.get<Me>('/auth/me'))).toMatchObject({ via: 'token', csrf: { token: '' }, user: { userId: person.me.user.userId } });
  });

  it('when it changes something, then no CSRF token is asked for, and what it runs counts as the api, wherever it says that it comes from', async () => {
    const { by } = await make(admin);
    expect((await by.post('/projects', { name: 'By token' })).status).toBe(201);
    const projectId = await createProject(admin);
    const simulated = expectData(await by.post<Execution>(`/projects/${projectId}/intents/simulate`, { actionId: 'demo.counter.set', inputs: { value: 1 } }, { 'sec-fetch-site': 'same-origin' }));
    expect(simulated).toMatchObject({ status: 'success', trigger: 'api' });
  });

  it('when it comes with a cookie, then the token alone decides', async () => {
    const person = await createUser(admin);
    const { token } = await make(person);
    expect(expectData(await bearer(token, { cookie: admin.cookie }).get<Me>('/auth/me')).user.userId).toBe(person.me.user.userId);
    for (const wrong of ['gh_wrong', '']) expect((await bearer(wrong, { cookie: admin.cookie }).get('/auth/me')).status).toBe(401);
  });

  it('when it is revoked, then the next call is 401, and it is listed no more', async () => {
    const person = await createUser(admin);
    const { tokenId, by } = await make(person);
    expect((await by.get('/auth/me')).status).toBe(200);
    expect((await person.delete(`/tokens/${tokenId}`)).body.data).toBeNull();
    expect((await by.get('/auth/me')).status).toBe(401);
    expect(await list(person)).toEqual([]);
    expect((await person.delete(`/tokens/${tokenId}`)).status).toBe(404);
  });

  it('when its days are over, then it is 401', async () => {
    const { by } = await make(await createUser(admin), { expiresInDays: 1 });
    api.pass(DAY_MS - 60_000);
    expect((await by.get('/auth/me')).status).toBe(200);
    api.pass(61_000);
    expect((await by.get('/auth/me')).status).toBe(401);
    admin = await api.signInAdmin();
  });

  it('when its person is disabled, then it ends, and enabling him does not bring it back', async () => {
    const person = await createUser(admin);
    const { by } = await make(person);
    for (const disabled of [true, false]) {
      expectData(await admin.patch(`/users/${person.me.user.userId}`, { disabled }));
      expect((await by.get('/auth/me')).status).toBe(401);
    }
  });

  it('when it is used, then lastUsedAt follows, once a minute', async () => {
    const person = await createUser(admin);
    const { by } = await make(person);
    const used = async (): Promise<string | null | undefined> => {
      await by.get('/auth/me');
      return (await list(person))[0]?.lastUsedAt;
    };
    const first = await used();
    expect(first).not.toBeNull();
    expect(await used()).toBe(first);
    api.pass(61_000);
    expect(await used()).not.toBe(first);
  });

  it('when a token makes another, then that one ends no later', async () => {
    const { by, expiresAt } = await make(admin, { expiresInDays: 2 });
    expect((await make(by)).expiresAt).toBe(expiresAt);
    expect((await make(by, { expiresInDays: 30 })).expiresAt).toBe(expiresAt);
    expect(Date.parse((await make(by, { expiresInDays: 1 })).expiresAt ?? '')).toBeLessThan(Date.parse(expiresAt ?? ''));
  });

  it('when it listens to events and is revoked, then it is no longer admitted', async () => {
    const { by, tokenId } = await make(admin);
    expect((await by.post('/auth/logout')).body.error).toBe('forbidden');
    expectData(await admin.delete(`/tokens/${tokenId}`));
    expect((await by.post('/auth/logout')).status).toBe(401);
  });

  it('when somebody has 100, then one more is 409', async () => {
    const person = await createUser(admin);
    await Promise.all(Array.from({ length: 100 }, () => make(person)));
    expect((await person.post('/tokens', { name: 'One more' })).body.error).toBe('conflict');
  });
});

describe('tokens of somebody else', () => {
  it('when a system admin names a person, then he makes, lists and revokes them', async () => {
    const person = await createUser(admin);
    const { userId } = person.me.user;
    const { by, tokenId } = await make(admin, { userId });
    expect(expectData(await by.get<Me>('/auth/me')).user.userId).toBe(userId);
    expect(await list(admin, `?userId=${userId}`)).toMatchObject([{ tokenId }]);
    expectData(await admin.delete(`/tokens/${tokenId}`));
    expect((await admin.post('/tokens', { name: 'x', userId: NOWHERE })).status).toBe(404);
  });

  it('when anybody else names one, then it is 403, and revoking is 404', async () => {
    const [person, other] = [await createUser(admin), await createUser(admin)];
    const { tokenId, by } = await make(other);
    expect((await person.post('/tokens', { name: 'x', userId: other.me.user.userId })).status).toBe(403);
    expect((await person.get(`/tokens?userId=${other.me.user.userId}`)).status).toBe(403);
    expect((await person.delete(`/tokens/${tokenId}`)).status).toBe(404);
    expect((await by.get('/auth/me')).status).toBe(200);
  });
});

describe('a limited token', () => {
  it('when it is for one project, then the others do not exist for it', async () => {
    const [inside, outside] = [await createProject(admin), await createProject(admin)];
    const { by } = await make(admin, { scopes: { projects: [inside] } });
    expect((await by.get(`/projects/${inside}`)).status).toBe(200);
    expect((await by.get(`/projects/${outside}`)).status).toBe(404);
    expect((await by.post(`/projects/${outside}/intents`, { actionId: 'demo.counter.set', inputs: {} })).status).toBe(404);
    expect(expectData(await by.get<{ items: Project[] }>('/projects')).items.map(({ projectId }) => projectId)).toEqual([inside]);
  });

  it.each([
    ['get', '/users'],
    ['post', '/projects'],
    ['get', '/tokens'],
    ['post', '/tokens'],
    ['delete', `/tokens/${NOWHERE}`],
    ['post', '/auth/password'],
  ] as const)('when it is limited in any way, then %s %s is 403', async (method, path) => {
    const { by } = await make(admin, { scopes: { projects: [NOWHERE] } });
    expect((await by[method](path, method === 'post' ? {} : undefined)).body).toMatchObject({ error: 'forbidden', status: 403 });
  });

  it('when it is for some actions, then others are 403, and so are chat and administration', async () => {
    const projectId = await createProject(admin);
    const operator = await createMember(admin, projectId, 'admin');
    const { by } = await make(operator, { scopes: { actions: ['demo.counter.*'] } });
    const at = `/projects/${projectId}`;
    const allowed = { actionId: 'demo.counter.set', inputs: { value: 1 } };
    const forbidden = { actionId: 'std.slider.set', inputs: { value: 1 } };
    expect((await by.post(`${at}/intents/simulate`, allowed)).status).toBe(200);
    expect((await by.post(`${at}/plans/simulate`, { steps: [allowed] })).status).toBe(200);
    for (const [path, body] of [
      ['/intents/simulate', forbidden],
      ['/intents', forbidden],
      ['/plans/simulate', { steps: [allowed, forbidden] }],
      ['/plans', { steps: [forbidden] }],
      ['/turns', { message: 'set the slider to 3' }],
      ['/lock', undefined],
    ] as const) {
      expect({ path, status: (await by.post(`${at}${path}`, body)).status }).toEqual({ path, status: 403 });
    }
    expect((await by.get(`${at}/state`)).status).toBe(200);
  });

  it('when a plan of its person holds another action, then it may not run it', async () => {
    const projectId = await createProject(admin);
    const { by } = await make(admin, { scopes: { actions: ['demo.*'] } });
    const { planId } = expectData(await admin.post<{ planId: string }>(`/projects/${projectId}/plans`, { steps: [{ actionId: 'std.slider.set', inputs: { value: 1 } }] }));
    expect((await by.post(`/projects/${projectId}/plans/${planId}/run`)).body.error).toBe('forbidden');
  });

  it.each([
    [{}, 201],
    [{ projects: [] }, 422],
    [{ actions: ['Demo'] }, 422],
    [{ roles: ['admin'] }, 422],
  ])('when its scopes are %j, then it is %i', async (scopes, status) => {
    expect((await admin.post('/tokens', { name: 'x', scopes })).status).toBe(status);
  });
});
