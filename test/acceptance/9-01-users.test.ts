import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Project } from '../../contract/project.ts';
import type { CreatedToken } from '../../contract/token.ts';
import type { RegisteredUser } from '../../contract/user.ts';
import { call } from '../cli/call.ts';
import { sharedHouse, type HouseFacts } from '../support/house.ts';
import { caller, createMember, createProject, createUser, expectData, signIn, type Session } from '../support/http.ts';

type Users = { items: RegisteredUser[]; nextCursor: string | null };

let house: HouseFacts & { adminSession: Session };
let admin: Session;
/** A system admin who belongs to no project. */
let keeper: Session;

beforeAll(async () => {
  house = await sharedHouse();
  admin = house.adminSession;
  keeper = await createUser(admin, { isSystemAdmin: true });
});

const fresh = (): string => `p-${randomBytes(5).toString('hex')}`;

describe('9.1 Users', () => {
  it('when a system admin without any project creates, lists, changes, disables and deletes somebody, then each is so', async () => {
    const username = fresh();
    const made = expectData(await keeper.post<RegisteredUser>('/users', { username, password: 'a long password' }), 201);
    const path = `/users/${made.userId}`;
    expect(expectData(await keeper.get<Users>(`/users?q=${username.toUpperCase()}`)).items).toEqual([made]);
    expect(expectData(await keeper.patch<RegisteredUser>(path, { name: 'Ada', isSystemAdmin: true }))).toMatchObject({ name: 'Ada', isSystemAdmin: true });
    const session = await signIn(house.url, { username, password: 'a long password' });
    expect((await session.get('/users')).status).toBe(200);
    expectData(await keeper.patch(path, { disabled: true }));
    expect((await session.get('/users')).status).toBe(401);
    expectData(await keeper.delete(path));
    expect((await keeper.get(path)).status).toBe(404);
    expect(expectData(await keeper.get<Users>(`/users?q=${username}`)).items).toEqual([]);
  });

  it('when people are searched, then user name, name and email address count, letters are letters, and pages go on', async () => {
    const mark = randomBytes(4).toString('hex');
    for (const extra of [{ name: `Anna_${mark}%` }, { email: `${mark}@example.org` }, { username: `u${mark}` }, { name: 'Somebody else' }]) expectData(await keeper.post('/users', { username: fresh(), ...extra }), 201);
    const found: string[] = [];
    let cursor = '';
    do {
      const page = expectData(await keeper.get<Users>(`/users?limit=1&q=${mark}${cursor}`));
      found.push(...page.items.map(({ userId }) => userId));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(new Set(found).size).toBe(3);
    expect(expectData(await keeper.get<Users>(`/users?q=${encodeURIComponent(`a_${mark}%`)}`)).items).toHaveLength(1);
    expect(expectData(await keeper.get<Users>(`/users?q=${encodeURIComponent(`%${mark}`)}`)).items).toEqual([]);
  });

  it('when somebody is no system admin, then every call about people is 403, whatever he is in a project', async () => {
    const projectId = await createProject(admin);
    const lead = await createMember(admin, projectId, 'admin');
    const path = `/users/${keeper.me.user.userId}`;
    const answers = [
      await lead.get('/users'),
      await lead.post('/users', { username: fresh() }),
      ...[await lead.get(path), await lead.patch(path, { name: 'No' }), await lead.delete(path)],
      await lead.post(`${path}/password-reset`, { newPassword: 'a long password' }),
      ...[await lead.get(`${path}/sessions`), await lead.delete(`${path}/sessions`), await lead.delete(`${path}/sessions/x`)],
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
    expect((await keeper.get('/auth/me')).status).toBe(200);
  });

  it('when a system admin belongs to no project, then he reads it, and runs and administers nothing in it', async () => {
    const projectId = await createProject(admin);
    expectData(await keeper.get<Project>(`/projects/${projectId}`));
    expect((await keeper.put(`/projects/${projectId}/members/${keeper.me.user.userId}`, { role: 'admin' })).status).toBe(403);
    const run = await keeper.post(`/projects/${projectId}/intents`, { actionId: 'demo.counter.set', inputs: { value: 1 } });
    expect(run.body).toMatchObject(run.status === 200 ? { data: { status: 'rejected', error: { code: 'permission_denied' } } } : { error: 'forbidden' });
  });

  it('when the command line does all of it, then it is so, and a reset has to be changed', async () => {
    const { token } = expectData(await keeper.post<CreatedToken>('/tokens', { name: 'A terminal' }), 201);
    const run = (args: string[], input = '') => call(args, { url: house.url, token, input });
    const username = fresh();
    expect(await run(['user', 'create', username, '--once'], 'one-time words\n')).toMatchObject({ code: 0, errors: '' });
    const session = await signIn(house.url, { username, password: 'one-time words' });
    expect(session.me.passwordChangeRequired).toBe(true);
    expect((await run(['user', 'list', '--search', username])).out).toContain(username);
    expect((await run(['user', 'sessions', username])).out).toContain('password');
    expect((await run(['user', 'sessions', username, '--end-all'])).out).toContain('1');
    expect((await session.get('/auth/me')).status).toBe(401);
    expect((await run(['user', 'password-reset', username], 'password1234\n')).errors).toContain('commonest');
    expect(await run(['user', 'password-reset', username], 'two-time words\n')).toMatchObject({ code: 0 });
    for (const [verb, status] of [['disable', 401], ['enable', 200]] as const) {
      expect(await run(['user', verb, username])).toMatchObject({ code: 0 });
      expect((await caller(house.url).post('/auth/login', { username, password: 'two-time words' })).status).toBe(status);
    }
    expect(await run(['user', 'delete', username])).toMatchObject({ code: 2 });
    expect(await call(['user', 'delete', username], { url: house.url, token, isTTY: true, input: 'another' })).toMatchObject({ code: 1 });
    expect(await run(['user', 'delete', username, '--yes'])).toMatchObject({ code: 0 });
    expect((await run(['user', 'sessions', username])).code).toBe(1);
  });

  it('when the command line asks for one’s own sessions, then it lists them and ends them', async () => {
    const password = 'a long password';
    const person = await createUser(admin, { password });
    const again = await signIn(house.url, { username: person.me.user.username, password });
    const { token } = expectData(await person.post<CreatedToken>('/tokens', { name: 'A terminal' }), 201);
    const run = (args: string[]) => call(args, { url: house.url, token });
    const listed = JSON.parse((await run(['sessions', '--json'])).out) as { sessionId: string }[];
    expect(listed).toHaveLength(2);
    expect(await run(['sessions', 'end', String(listed[0]?.sessionId)])).toMatchObject({ code: 0 });
    expect((await again.get('/auth/me')).status).toBe(401);
    expect((await run(['sessions', 'end-others'])).out).toContain('1');
    expect((await person.get('/auth/me')).status).toBe(401);
  });
});
