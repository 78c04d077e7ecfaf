import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { routes } from '../../contract/routes.ts';
import { identityRoutes } from '../../contract/routes/identity.ts';
import { sessionsRoutes } from '../../contract/routes/sessions.ts';
import type { Route } from '../../contract/route.ts';
import type { CreatedToken } from '../../contract/token.ts';
import type { RegisteredUser } from '../../contract/user.ts';
import { sharedHouse, type HouseFacts } from '../support/house.ts';
import { caller, createUser, expectData, signIn, type Session } from '../support/http.ts';
import { openSql } from './sql.ts';

let house: HouseFacts & { adminSession: Session };
let admin: Session;

beforeAll(async () => {
  house = await sharedHouse();
  admin = house.adminSession;
});

const fresh = (): string => `p-${randomBytes(5).toString('hex')}`;
const create = (body: object) => admin.post<RegisteredUser>('/users', { username: fresh(), ...body });
const login = (username: string, password: string) => caller(house.url).post('/auth/login', { username, password });

/** What of a person must never leave: the columns of his row and the hashes of his credentials. */
async function secretsOf(userId: string): Promise<string[]> {
  const sql = await openSql(house.databaseUrl);
  const rows = await sql.rows<{ secret: string }>(
    `select password_hash as secret from app_user where user_id = $1 and password_hash is not null
     union all select session_hash from login_session where user_id = $1 union all select token_hash from access_token where user_id = $1`,
    [userId],
  );
  await sql.close();
  return rows.map(({ secret }) => secret);
}

describe('11.2 Credentials', () => {
  it('when somebody has a password, then its argon2id hash is stored, and signs in by name and by email address, in capitals or not', async () => {
    const username = fresh();
    const person = expectData(await create({ username, password: 'a long password', email: `${username}@Example.org`, name: 'Ada', organization: 'Works' }), 201);
    expect(person).toMatchObject({ username, email: `${username}@example.org`, name: 'Ada', organization: 'Works', hasPassword: true });
    expect((await secretsOf(person.userId)).some((secret) => secret.startsWith('$argon2id$'))).toBe(true);
    for (const name of [username, `${username}@example.org`, `${username}@EXAMPLE.ORG`]) expect((await login(name, 'a long password')).status).toBe(200);
  });

  it('when an email address is taken, in whatever letters, then it is 409', async () => {
    const email = `${fresh()}@example.org`;
    const { userId } = expectData(await create({}), 201);
    expectData(await create({ email }), 201);
    expect((await create({ email: email.toUpperCase() })).status).toBe(409);
    expect((await admin.patch(`/users/${userId}`, { email: email.toUpperCase() })).status).toBe(409);
  });

  const rules = [
    ['it is short', () => 'eleven char', 'expected 12 characters or more'],
    ['it has the user name in it', (username: string) => `${username.toUpperCase()} 2030`, 'expected a password without the user name in it'],
    ['it is one character over and over', () => 'zzzzzzzzzzzzzz', 'expected a password that is not a few characters repeated'],
    ['it is a sequence', () => '123456789012', 'expected a password that is not a plain sequence'],
    ['it is among the commonest', () => 'Password123!', 'expected a password that is not among the commonest'],
  ] as const;

  it.each(rules)('when %s, then it is refused in words at creation, change and reset', async (_when, choose, message) => {
    const person = await createUser(admin, { username: fresh(), password: 'a long password' });
    const { username, userId } = person.me.user;
    const password = choose(username);
    const newcomer = fresh();
    const answers = [
      await admin.post('/users', { username: newcomer, password: choose(newcomer) }),
      await person.post('/auth/password', { currentPassword: 'a long password', newPassword: password }),
      await admin.post(`/users/${userId}/password-reset`, { newPassword: password }),
    ];
    expect(answers.map(({ status, body }) => [status, body.issues])).toEqual(['/password', '/newPassword', '/newPassword'].map((path) => [422, [{ path, message }]]));
    expect((await login(username, 'a long password')).status).toBe(200);
  });

  it('when the email address is in it, then it is refused', async () => {
    const name = fresh();
    expect((await create({ email: `${name}@example.org`, password: `my ${name} here` })).body.issues).toEqual([{ path: '/password', message: 'expected a password without the email address in it' }]);
  });

  it('when a password is reset, then sessions end, tokens stay, and nothing else is possible until it is changed', async () => {
    const person = await createUser(admin, { password: 'a long password' });
    const { username, userId } = person.me.user;
    const { token } = expectData(await person.post<CreatedToken>('/tokens', { name: 'Script' }), 201);
    expectData(await admin.post(`/users/${userId}/password-reset`, { newPassword: 'one-time words' }));
    expect((await person.get('/auth/me')).status).toBe(401);
    expect((await caller(house.url, { authorization: `Bearer ${token}` }).get('/projects')).status).toBe(200);
    const back = await signIn(house.url, { username, password: 'one-time words' });
    expect(back.me.passwordChangeRequired).toBe(true);
    expect((await back.get('/projects')).body).toMatchObject({ error: 'password_change_required', status: 403 });
    expectData(await back.post('/auth/password', { currentPassword: 'one-time words', newPassword: 'my own long words' }));
    expect((await back.get('/projects')).status).toBe(200);
  });

  it('when a person is made with a password for once, then he has to change it first', async () => {
    const { username, passwordChangeRequired } = expectData(await create({ password: 'good for once only', passwordChangeRequired: true }), 201);
    expect(passwordChangeRequired).toBe(true);
    expect((await signIn(house.url, { username, password: 'good for once only' })).me.passwordChangeRequired).toBe(true);
  });

  it('when any route of people and sessions answers, then no hash and no secret of theirs is in it', async () => {
    const person = await createUser(admin, { password: 'a long password' });
    const { userId } = person.me.user;
    expectData(await person.post('/tokens', { name: 'Script' }), 201);
    const [{ sessionId } = { sessionId: '' }] = expectData(await person.get<{ items: { sessionId: string }[] }>('/auth/sessions')).items;
    const secrets = [...(await secretsOf(userId)), 'argon2', 'password_hash', 'passwordHash', 'tokenHash', 'sessionHash'];
    expect(secrets.length).toBeGreaterThan(7);
    const bodies: Record<string, unknown> = { patchUser: { name: 'Renamed' }, postUser: { username: fresh(), password: 'a long password' }, postToken: { name: 'Other' }, login: { username: person.me.user.username, password: 'a long password' } };
    const asked = Object.entries<Route>({ ...identityRoutes, ...sessionsRoutes }).filter(([, { method }]) => method !== 'delete');
    expect(asked.length).toBeGreaterThan(8);
    for (const [name, { method, path }] of asked.filter(([key]) => key !== 'logout')) {
      for (const who of [admin, person]) {
        const answer = await who[method](path.replace(':userId', userId).replace(':sessionId', sessionId), bodies[name]);
        const text = JSON.stringify(answer.body);
        expect([name, secrets.filter((secret) => text.includes(secret))]).toEqual([name, []]);
      }
    }
    expect(Object.keys(routes)).toEqual(expect.arrayContaining(asked.map(([name]) => name)));
  });
});
