import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Budget, Member, Project } from '../../contract/project.ts';
import type { PolicyVersion } from '../../contract/policy.ts';
import type { RegistryView } from '../../contract/registry.ts';
import type { RegisteredUser } from '../../contract/user.ts';
import { createMember, createProject, createUser, expectData, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let admin: Session;

beforeAll(async () => {
  api = await startApi();
  admin = await api.signInAdmin();
});
afterAll(() => api.stop());

type List<Item> = { items: Item[]; nextCursor: string | null };

describe('users', () => {
  it('when one is added, then the answer has no credential and the list begins with it', async () => {
    const made = await admin.post<RegisteredUser>('/users', { username: 'ada', password: 'a long password', email: 'Ada@Staff.example', name: 'Ada', organization: 'Staff' });
    expect(made.status).toBe(201);
    expect(made.body.data).toEqual({
      userId: expect.any(String),
      ...{ username: 'ada', email: 'ada@staff.example', name: 'Ada', organization: 'Staff', isSystemAdmin: false, disabled: false, hasPassword: true, passwordChangeRequired: false },
      createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
    });
    expect(expectData(await admin.get<List<RegisteredUser>>('/users')).items[0]).toEqual(made.body.data);
  });

  it.each([
    ['the username is taken', { username: 'ada' }, 409],
    ['the email address is taken, in other letters', { username: 'ada2', email: 'ADA@staff.example' }, 409],
    ['the password is short', { username: 'ada3', password: 'short' }, 422],
    ['the username is no name', { username: ' ' }, 422],
    ['a field is unknown', { username: 'ada4', role: 'admin' }, 422],
  ])('when %s, then it is %3$i', async (_when, body, status) => {
    expect((await admin.post('/users', body)).status).toBe(status);
  });

  it('when the list is walked in pages, then everybody is met once, newest first', async () => {
    for (const n of [1, 2, 3, 4, 5]) await createUser(admin, { username: `walker${n}` });
    const met: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; page < 20 && cursor !== null; page += 1) {
      const list: List<RegisteredUser> = expectData(await admin.get<List<RegisteredUser>>(`/users?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`));
      expect(list.items.length).toBeLessThanOrEqual(2);
      met.push(...list.items.map(({ userId }) => userId));
      cursor = list.nextCursor;
    }
    expect(new Set(met).size).toBe(met.length);
    expect(met.toSorted().toReversed()).toEqual(met);
    expect(met).toContain(admin.me.user.userId);
  });
});

describe('projects', () => {
  it('when one is opened, then its creator is its admin and the default policy is in force', async () => {
    const projectId = await createProject(admin, 'Plant');
    expect(expectData(await admin.get<Project>(`/projects/${projectId}`))).toMatchObject({ name: 'Plant', status: 'active', version: 0, role: 'admin' });
    expect(expectData(await admin.get<PolicyVersion>(`/projects/${projectId}/policy`))).toMatchObject({ version: 1, policy: { limits: { rate: { perMinute: 60, perHour: 1000 }, budget: { daily: 500 } } } });
    expect(expectData(await admin.get<List<Member>>(`/projects/${projectId}/members`)).items).toMatchObject([{ username: 'admin', role: 'admin' }]);
    expect(expectData(await admin.get<List<Project>>('/projects')).items[0]).toMatchObject({ projectId });
    expect(expectData(await admin.get<RegistryView>(`/projects/${projectId}/registry`)).actions.map(({ actionId }) => actionId)).toContain('demo.counter.set@v1');
    expect(expectData(await admin.get<Budget>(`/projects/${projectId}/budget`))).toMatchObject({
      daily: { limit: 500, spent: 0, reserved: 0, remaining: 500 },
      quota: { limit: null, used: 0 },
      rate: { perMinute: 60, perHour: 1000 },
    });
  });

  it("when projects are listed, then they are the caller's own", async () => {
    const stranger = await createUser(admin, { isSystemAdmin: true });
    expect(expectData(await stranger.get<List<Project>>('/projects'))).toEqual({ items: [], nextCursor: null });
  });

  it('when it goes through its life, then each status allows what it should', async () => {
    const projectId = await createProject(admin);
    const steps = [
      ['lock', 200, 'locked'],
      ['lock', 200, 'locked'],
      ['unarchive', 409, 'locked'],
      ['unlock', 200, 'active'],
      ['unlock', 200, 'active'],
      ['archive', 200, 'archived'],
      ['archive', 200, 'archived'],
      ['lock', 409, 'archived'],
      ['unlock', 409, 'archived'],
      ['unarchive', 200, 'active'],
    ] as const;
    for (const [step, status, after] of steps) {
      expect({ step, status: (await admin.post(`/projects/${projectId}/${step}`)).status }).toEqual({ step, status });
      expect(expectData(await admin.get<Project>(`/projects/${projectId}`)).status).toBe(after);
    }
  });

  it('when a system admin is no member, then he reads and locks the project, and lists it not as his', async () => {
    const projectId = await createProject(admin);
    const other = await createUser(admin, { isSystemAdmin: true });
    expect(expectData(await other.get<Project>(`/projects/${projectId}`)).role).toBeNull();
    expect((await other.post(`/projects/${projectId}/lock`)).status).toBe(200);
    expect((await other.put(`/projects/${projectId}/policy`, {})).status).toBe(403);
  });
});

describe('members', () => {
  it('when the last admin would go, then it is 409 and he stays', async () => {
    const projectId = await createProject(admin);
    const me = `/projects/${projectId}/members/${admin.me.user.userId}`;
    expect((await admin.delete(me)).status).toBe(409);
    expect((await admin.put(me, { role: 'viewer' })).status).toBe(409);
    const second = await createMember(admin, projectId, 'admin');
    expect((await admin.put(me, { role: 'viewer' })).status).toBe(200);
    expect((await second.delete(me)).status).toBe(200);
    expect((await second.delete(`/projects/${projectId}/members/${second.me.user.userId}`)).status).toBe(409);
  });

  it('when two admins remove each other at once, then one stays', async () => {
    const projectId = await createProject(admin);
    const second = await createMember(admin, projectId, 'admin');
    const answers = await Promise.all([
      admin.delete(`/projects/${projectId}/members/${second.me.user.userId}`),
      second.delete(`/projects/${projectId}/members/${admin.me.user.userId}`),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await api.front.database.read('select 1 from membership where project_id = $1', [projectId])).toHaveLength(1);
  });

  it.each([
    ['put', 404],
    ['delete', 404],
  ] as const)('when the person of a %s is unknown, then it is %i', async (method, status) => {
    const projectId = await createProject(admin);
    expect((await admin[method](`/projects/${projectId}/members/nobody`, method === 'put' ? { role: 'viewer' } : undefined)).status).toBe(status);
  });

  it('when the project is archived, then members can still be changed', async () => {
    const projectId = await createProject(admin);
    await admin.post(`/projects/${projectId}/archive`);
    await expect(createMember(admin, projectId, 'viewer')).resolves.toBeDefined();
  });
});

describe('the policy', () => {
  it('when it is replaced, then the version counts up, as YAML or JSON, and If-Match guards it', async () => {
    const projectId = await createProject(admin);
    const path = `/projects/${projectId}/policy`;
    const first = await admin.put<PolicyVersion>(path, { limits: { quota: { perDay: 7 } } }, { 'if-match': '"1"' });
    expect(first.headers.get('etag')).toBe('"2"');
    expect((await admin.put(path, {}, { 'if-match': '"1"' })).body).toMatchObject({ error: 'stale_state', status: 412 });
    expect((await admin.put(path, {}, { 'if-match': '"x"' })).status).toBe(412);

    const yaml = await fetch(`${api.url}/api/v1${path}`, {
      method: 'PUT',
      headers: { cookie: admin.cookie, 'x-csrf-token': admin.me.csrf.token, 'content-type': 'application/yaml' },
      body: 'limits:\n  rate: {perMinute: 3}\nactionBudgets: {demo.counter.reset: {daily: 10}}\n',
    });
    expect(await yaml.json()).toMatchObject({ data: { version: 3, policy: { limits: { rate: { perMinute: 3 } } } } });
    const known = await admin.get(path, undefined, { 'if-none-match': '"3"' });
    expect(known.status).toBe(304);
    expect(expectData(await admin.get<Budget>(`/projects/${projectId}/budget`))).toMatchObject({ actions: { 'demo.counter.reset': { limit: 10, spent: 0 } }, daily: { limit: null, remaining: null } });
  });

  it('when it is archived, then it is 409', async () => {
    const projectId = await createProject(admin);
    await admin.post(`/projects/${projectId}/archive`);
    expect((await admin.put(`/projects/${projectId}/policy`, {})).status).toBe(409);
  });

  it.each([
    ['limits: {rate: {perMinute: -1}}', 422, ['/limits/rate/perMinute']],
    ['limits: {rate: {perSecond: 1}}', 422, ['/limits/rate/perSecond']],
    ['limits: {budget: {daily: 1, timezone: Mars/Base}}', 422, ['/limits/budget/timezone']],
    ['__proto__: {a: 1}', 422, ['/__proto__']],
    ['limits: [', 400, undefined],
    ['a: &a [x, x]\nb: [*a, *a]', 422, ['/a', '/b']],
  ])('when it is %j, then it is %i', async (body, status, paths) => {
    const projectId = await createProject(admin);
    const answer = await fetch(`${api.url}/api/v1/projects/${projectId}/policy`, {
      method: 'PUT',
      headers: { cookie: admin.cookie, 'x-csrf-token': admin.me.csrf.token, 'content-type': 'application/yaml' },
      body,
    });
    const problem = (await answer.json()) as { issues?: { path: string }[] };
    expect(answer.status).toBe(status);
    expect(problem.issues?.map(({ path }) => path)).toEqual(paths);
  });
});
