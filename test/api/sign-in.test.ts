import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { bootstrapAdmin } from '../../api/auth/bootstrap-admin.ts';
import type { Me } from '../../contract/user.ts';
import { readConfig } from '../../platform/config.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { mintSecret } from '../../platform/ids.ts';
import { caller, createUser, signIn, type Session } from '../support/http.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from './start-api.ts';

const HOUR_MS = 3_600_000;

let api: TestApi;
let admin: Session;

beforeAll(async () => {
  api = await startApi({ LOGIN_ATTEMPTS_PER_MINUTE: '4', TEMPORAL_UI_URL: 'http://127.0.0.1:8233', PLAN_LIMITS: 'autonomous=7' });
  admin = await api.signInAdmin();
});
afterAll(() => api.stop());

const login = (username: string, password: string) => caller(api.url).post<Me>('/auth/login', { username, password });

describe('POST /auth/login', () => {
  it('when the password is right, then the cookie is out of reach of scripts and the answer says who it is', async () => {
    const answer = await login('admin', ADMIN_PASSWORD);
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^gatehouse_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/)]);
    expect(answer.body.data).toMatchObject({
      user: { username: 'admin', isSystemAdmin: true },
      csrf: { header: 'X-CSRF-Token' },
      via: 'session',
      passwordChangeRequired: false,
      temporalUiUrl: 'http://127.0.0.1:8233',
      namespace: 'default',
      planLimits: { interactive: 1, assisted: 5, autonomous: 7 },
    });
    expect(JSON.stringify(answer.body)).not.toContain('argon2');
  });

  it('when the page is not on loopback, then the cookie is Secure', async () => {
    const answer = await rawRequest({ path: '/api/v1/auth/login', headers: { host: 'gatehouse.example', 'content-type': 'application/json' }, body: JSON.stringify({ username: 'admin', password: ADMIN_PASSWORD }) });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure$/);
  });

  it.each([
    ['the password is wrong', 'admin', 'wrong'],
    ['nobody has the name', 'nobody', ADMIN_PASSWORD],
  ])('when %s, then it is 401 with the same words', async (_when, username, password) => {
    const answer = await login(username, password);
    expect(answer).toMatchObject({ status: 401, body: { error: 'unauthenticated', detail: 'The name or the password is wrong.' } });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('when a name fails too often, then it is 429 for a minute, for that name alone', async () => {
    const { me } = await createUser(admin, { password: 'the right password' });
    const guesses = await Promise.all(Array.from({ length: 8 }, () => login(me.user.username, 'a guess')));
    expect(guesses.map(({ status }) => status).toSorted()).toEqual([401, 401, 401, 401, 429, 429, 429, 429]);
    const blocked = await login(me.user.username, 'the right password');
    expect(blocked.status).toBe(429);
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await login('admin', ADMIN_PASSWORD)).status).toBe(200);
    api.pass(2 * 60_000);
    expect((await login(me.user.username, 'the right password')).status).toBe(200);
  });
});

describe('many names from one address', () => {
  it('when ten times the limit of a name has failed, then the next guess is 429 before any hashing, and signing in gave its count back', async () => {
    const strict = await startApi({ LOGIN_ATTEMPTS_PER_MINUTE: '2' });
    try {
      const guess = async (username: string) => (await caller(strict.url).post('/auth/login', { username, password: 'a guess' })).status;
      for (let n = 0; n < 25; n += 1) await strict.signInAdmin();
      const guesses = await Promise.all(Array.from({ length: 25 }, (_, n) => guess(`name${n}`)));
      expect(guesses.filter((status) => status === 401)).toHaveLength(20);
      expect(guesses.filter((status) => status === 429)).toHaveLength(5);
      strict.pass(2 * 60_000);
      expect(await guess('name0')).toBe(401);
    } finally {
      await strict.stop();
    }
  });
});

describe('a session', () => {
  it('when it is read in the database, then only the hash of its token is there', async () => {
    const { cookie } = await createUser(admin);
    const token = cookie.slice(cookie.indexOf('=') + 1);
    const rows = await api.front.database.read<{ all: string }>('select string_agg(s::text, $1) as all from login_session s', [' ']);
    expect(rows[0]?.all).toContain(sha256Hex(token));
    expect(rows[0]?.all).not.toContain(token);
  });

  it.each(['post', 'put', 'delete'] as const)('when a %s comes without its CSRF token, or with another one, then it is 403', async (method) => {
    const person = await createUser(admin);
    for (const token of [undefined, '', admin.me.csrf.token]) {
      const bare = caller(api.url, { cookie: person.cookie, ...(token === undefined ? {} : { 'x-csrf-token': token }) });
      const path = method === 'post' ? '/auth/logout' : '/projects/x/members/y';
      expect((await bare[method](path, method === 'put' ? { role: 'viewer' } : undefined)).body).toMatchObject({ error: 'forbidden' });
    }
    expect((await person.get('/auth/me')).status).toBe(200);
  });

  it('when its owner logs out, then it is ended on the server', async () => {
    const person = await createUser(admin);
    const answer = await person.post('/auth/logout');
    expect(answer.headers.getSetCookie()[0]).toContain('Max-Age=0');
    expect((await person.get('/auth/me')).status).toBe(401);
  });

  it('when its owner is disabled, then the next call is 401', async () => {
    const person = await createUser(admin);
    await api.front.database.read('update app_user set disabled_at = now() where user_id = $1', [person.me.user.userId]);
    expect((await person.get('/auth/me')).status).toBe(401);
    expect((await login(person.me.user.username, 'whatever')).status).toBe(401);
  });

  it('when it is idle for 12 hours, then it ends; used, it lives on, for 7 days at most', async () => {
    const [idle, used] = [await createUser(admin), await createUser(admin)];
    api.pass(11 * HOUR_MS);
    expect((await used.get('/auth/me')).status).toBe(200);
    api.pass(2 * HOUR_MS);
    expect((await idle.get('/auth/me')).status).toBe(401);
    for (let hours = 13; hours < 7 * 24 - 11; hours += 11) {
      expect((await used.get('/auth/me')).status).toBe(200);
      api.pass(11 * HOUR_MS);
    }
    api.pass(11 * HOUR_MS);
    expect((await used.get('/auth/me')).status).toBe(401);
    admin = await api.signInAdmin();
  });
});

describe('POST /auth/password', () => {
  it('when it is changed, then other sessions end, this one stays, and only the new one signs in', async () => {
    const here = await createUser(admin, { password: 'the old password' });
    const { username } = here.me.user;
    const there = await signIn(api.url, { username, password: 'the old password' });
    expect((await here.post('/auth/password', { currentPassword: 'wrong', newPassword: 'the new password' })).body).toMatchObject({ error: 'forbidden' });
    expect((await here.post('/auth/password', { currentPassword: 'the old password', newPassword: 'too short' })).body.issues).toEqual([{ path: '/newPassword', message: 'expected 12 characters or more' }]);
    expect((await here.post('/auth/password', { currentPassword: 'the old password', newPassword: 'the new password' })).status).toBe(200);
    expect((await there.get('/auth/me')).status).toBe(401);
    expect((await here.get('/auth/me')).status).toBe(200);
    expect((await login(username, 'the old password')).status).toBe(401);
    expect((await login(username, 'the new password')).status).toBe(200);
  });
});

describe('the first admin', () => {
  it('when there is one already, then no start changes him', async () => {
    const config = readConfig({ ADMIN_PASSWORD: 'another password' });
    expect(await bootstrapAdmin(api.front.database, config, api.front.clock)).toBe(false);
    expect((await login('admin', ADMIN_PASSWORD)).status).toBe(200);
  });

  it('when none is configured, then none is made', async () => {
    const none = await startApi({ ADMIN_PASSWORD: '' });
    try {
      expect(await none.front.database.read('select 1 from app_user')).toEqual([]);
    } finally {
      await none.stop();
    }
  });

  it('when several processes start at once with the default one, then there is one, who has to change the password before anything else', async () => {
    const fresh = await startApi({ ADMIN_PASSWORD: '' });
    try {
      const config = readConfig({ ALLOW_DEFAULT_ADMIN: 'true' });
      const made = await Promise.all(Array.from({ length: 4 }, () => bootstrapAdmin(fresh.front.database, config, fresh.front.clock)));
      expect(made.filter(Boolean)).toHaveLength(1);

      const session = await signIn(fresh.url, { username: 'admin', password: 'admin' });
      expect(session.me.passwordChangeRequired).toBe(true);
      expect((await session.get('/users')).body).toMatchObject({ error: 'password_change_required', status: 403 });
      expect((await session.get('/auth/me')).status).toBe(200);
      expect((await session.post('/auth/password', { currentPassword: 'admin', newPassword: 'a better password' })).status).toBe(200);
      expect((await session.get('/users')).status).toBe(200);
    } finally {
      await fresh.stop();
    }
  });
});

describe('the sign-in link', () => {
  const mint = async (expiresInMs = 600_000): Promise<string> => {
    const token = mintSecret();
    const expiresAt = new Date(api.front.clock.now().getTime() + expiresInMs);
    await api.front.signInLinks.add({ tokenHashes: [sha256Hex(token)], userId: admin.me.user.userId, expiresAt });
    return `/api/v1/auth/link/${token}`;
  };

  it('when it is looked at, then it shows a button without any script, and still works; used once, it is over', async () => {
    const path = await mint();
    for (const _look of [1, 2]) {
      const page = await rawRequest({ method: 'GET', path });
      expect(page.status).toBe(200);
      expect(page.text).toContain('<form method="post">');
      expect(page.text).not.toContain('<script');
    }
    const used = await rawRequest({ path });
    expect(used).toMatchObject({ status: 303, headers: { location: '/' } });
    const cookie = used.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    expect((await caller(api.url, { cookie }).get<Me>('/auth/me')).body.data.user.username).toBe('admin');
    expect(await rawRequest({ path })).toMatchObject({ status: 404 });
    expect((await rawRequest({ method: 'GET', path })).text).toContain('This link has ended');
  });

  it('when it is used many times at once, then one of them signs in', async () => {
    const path = await mint();
    const answers = await Promise.all(Array.from({ length: 6 }, () => rawRequest({ path })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 404, 404, 404, 404, 404]);
  });

  it.each([
    ['under the name of another machine', { host: 'gatehouse.example' }],
    ['through a proxy', { 'x-forwarded-for': '203.0.113.5' }],
    ['through a proxy of another kind', { forwarded: 'for=203.0.113.5' }],
  ])('when it is reached %s, then there is nothing, and it still works', async (_when, headers) => {
    const path = await mint();
    expect(await rawRequest({ path, headers })).toMatchObject({ status: 404 });
    expect(await rawRequest({ path })).toMatchObject({ status: 303 });
  });

  it('when ten minutes are over, then it has ended', async () => {
    const path = await mint();
    api.pass(600_001);
    expect(await rawRequest({ path })).toMatchObject({ status: 404 });
  });

  it('when it is called, then no line of the log holds its token', async () => {
    const path = await mint();
    await rawRequest({ path });
    const lines = api.logged();
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join()).not.toContain(path.slice('/api/v1/auth/link/'.length));
  });
});

type Raw = { method?: string; path: string; headers?: Record<string, string>; body?: string };

/** A call whose Host header the test chooses, which fetch does not allow. */
function rawRequest({ method = 'POST', path, headers = {}, body = '' }: Raw): Promise<{ status: number; headers: NodeJS.Dict<string[]> & { location?: string }; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(`${api.url}${path}`, { method, headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers as NodeJS.Dict<string[]> & { location?: string }, text: Buffer.concat(chunks).toString() }));
    });
    call.on('error', reject);
    call.end(body);
  });
}
