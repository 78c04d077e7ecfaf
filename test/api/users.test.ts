import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RegisteredUser } from '../../contract/user.ts';
import { caller, createMember, createProject, createUser, expectData, signIn, type Session } from '../support/http.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from './start-api.ts';

const NOBODY = '01a00000-0000-7000-8000-000000000000';

let api: TestApi;
let admin: Session;

beforeAll(async () => {
  api = await startApi();
  admin = await api.signInAdmin();
});
afterAll(() => api.stop());

const pathOf = (person: Session): string => `/users/${person.me.user.userId}`;
const login = async (username: string, password: string): Promise<number> => (await caller(api.url).post('/auth/login', { username, password })).status;

describe('PATCH /users/:userId', () => {
  it('when values are given, then they change, null takes them away, and the rest stays', async () => {
    const person = await createUser(admin);
    const first = expectData(await admin.patch<RegisteredUser>(pathOf(person), { email: `${person.me.user.username}@Example.org`, name: 'Ada' }));
    expect(first).toMatchObject({ email: `${person.me.user.username}@example.org`, name: 'Ada', organization: null, disabled: false });
    expect(expectData(await admin.patch<RegisteredUser>(pathOf(person), { name: null, organization: 'Works' }))).toMatchObject({ email: first.email, name: null, organization: 'Works' });
    expect(expectData(await admin.get<RegisteredUser>(pathOf(person)))).toMatchObject({ email: first.email, name: null, organization: 'Works' });
  });

  it('when the email address is taken, then it is 409', async () => {
    const [one, two] = [await createUser(admin), await createUser(admin)];
    const email = `${one.me.user.username}@example.org`;
    expectData(await admin.patch(pathOf(one), { email }));
    expect((await admin.patch(pathOf(two), { email })).body).toMatchObject({ error: 'conflict', status: 409 });
  });

  it('when somebody is disabled, then his session ends at once and he cannot sign in until he is enabled', async () => {
    const person = await createUser(admin, { password: 'a long password' });
    const { username } = person.me.user;
    expect(expectData(await admin.patch<RegisteredUser>(pathOf(person), { disabled: true })).disabled).toBe(true);
    expect((await person.get('/auth/me')).status).toBe(401);
    expect(await login(username, 'a long password')).toBe(401);
    expectData(await admin.patch(pathOf(person), { disabled: false }));
    expect((await person.get('/auth/me')).status).toBe(401);
    expect(await login(username, 'a long password')).toBe(200);
  });

  it.each([
    ['get', undefined],
    ['patch', { name: 'x' }],
    ['delete', undefined],
  ] as const)('when nobody has the id of a %s, then it is 404', async (method, body) => {
    expect((await admin[method](`/users/${NOBODY}`, body)).status).toBe(404);
  });

  it.each([[{ email: 'no address' }], [{ username: 'new' }], [{ name: '' }], [{ disabled: 'yes' }]])('when the body is %j, then it is 422', async (body) => {
    expect((await admin.patch(pathOf(await createUser(admin)), body)).status).toBe(422);
  });
});

describe('the last system admin', () => {
  it('when he would be demoted, disabled or deleted, then it is 409, until there is another', async () => {
    for (const change of [{ isSystemAdmin: false }, { disabled: true }]) expect((await admin.patch(pathOf(admin), change)).status).toBe(409);
    expect((await admin.delete(pathOf(admin))).status).toBe(409);
    const second = await createUser(admin, { isSystemAdmin: true });
    expectData(await admin.patch(pathOf(second), { disabled: true }));
    expect((await admin.delete(pathOf(admin))).status).toBe(409);
    expectData(await admin.delete(pathOf(second)));
  });

  it('when two demote each other at once, then one stays', async () => {
    const second = await createUser(admin, { isSystemAdmin: true, password: 'the second password' });
    const answers = await Promise.all([admin.patch(pathOf(second), { isSystemAdmin: false }), second.patch(pathOf(admin), { isSystemAdmin: false })]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await api.front.database.read('select 1 from app_user where is_system_admin', [])).toHaveLength(1);
    if ((await second.get('/users')).status === 200) expectData(await second.patch(pathOf(admin), { isSystemAdmin: true }));
    admin = await signIn(api.url, { username: 'admin', password: ADMIN_PASSWORD });
  });
});

describe('DELETE /users/:userId', () => {
  it('when somebody is deleted, then he is gone with his session and memberships, and his name is free', async () => {
    const projectId = await createProject(admin);
    const person = await createMember(admin, projectId, 'operator');
    const plan = expectData(await person.post<{ planId: string }>(`/projects/${projectId}/plans`, { steps: [{ actionId: 'demo.counter.set', inputs: { value: 1 } }] }));
    expect((await admin.delete(pathOf(person))).body).toMatchObject({ code: 0, data: null });
    expect((await person.get('/auth/me')).status).toBe(401);
    expect((await admin.get(pathOf(person))).status).toBe(404);
    expect((await admin.get(`/projects/${projectId}/plans/${plan.planId}`)).status).toBe(200);
    await createUser(admin, { username: person.me.user.username });
  });

  it('when he is the only admin of a project, then it is 409, until somebody else is one', async () => {
    const projectId = await createProject(admin);
    const person = await createMember(admin, projectId, 'admin');
    expectData(await admin.delete(`/projects/${projectId}/members/${admin.me.user.userId}`));
    expect((await admin.delete(pathOf(person))).body).toMatchObject({ error: 'conflict', status: 409 });
    expectData(await person.put(`/projects/${projectId}/members/${admin.me.user.userId}`, { role: 'admin' }));
    expectData(await admin.delete(pathOf(person)));
  });
});

describe('POST /users/:userId/password-reset', () => {
  it('when it is reset, then sessions end and only the new one signs in', async () => {
    const person = await createUser(admin, { password: 'the old password' });
    expect((await admin.post(`${pathOf(person)}/password-reset`, { newPassword: 'short' })).status).toBe(422);
    expect((await admin.post(`${pathOf(person)}/password-reset`, { newPassword: 'the new password' })).body).toMatchObject({ code: 0, data: null });
    expect((await person.get('/auth/me')).status).toBe(401);
    expect(await login(person.me.user.username, 'the old password')).toBe(401);
    expect(await login(person.me.user.username, 'the new password')).toBe(200);
    expect((await admin.post(`/users/${NOBODY}/password-reset`, { newPassword: 'the new password' })).status).toBe(404);
  });
});
