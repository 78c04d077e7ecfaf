import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { caller, signIn } from '../support/http.ts';
import { sharedHouse, type HouseFacts } from '../support/house.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { openBeside, startApi, type Beside } from './beside.ts';
import { openSql } from './sql.ts';

describe('11.3 The first admin', () => {
  let house: HouseFacts;
  let database: TestDatabase;
  let beside: Beside;
  beforeAll(async () => {
    house = await sharedHouse();
  });
  beforeEach(async () => {
    await beside?.stop();
    await database?.drop();
    database = await createTestDatabase();
    beside = await openBeside(house, { DATABASE_URL: database.url, ADMIN_PASSWORD: '', ALLOW_DEFAULT_ADMIN: '' });
  });
  afterAll(async () => {
    await beside.stop();
    await database.drop();
  });

  const users = async () => {
    const sql = await openSql(database.url);
    try {
      return await sql.rows<{ username: string }>('select username, is_system_admin as "isSystemAdmin" from app_user');
    } finally {
      await sql.close();
    }
  };
  const login = (password: string) => caller(beside.url).post('/auth/login', { username: 'admin', password });

  it('when ADMIN_PASSWORD is set, then the first start creates the admin once, also of several at once, and no later one overwrites him', async () => {
    const others = await Promise.all([1, 2].map(() => openBeside(house, { DATABASE_URL: database.url, ADMIN_PASSWORD: 'the-first-password' })));
    try {
      await Promise.all(others.map((other) => startApi(other)));
      expect(await users()).toEqual([{ username: 'admin', isSystemAdmin: true }]);
      await startApi(beside, { ADMIN_PASSWORD: 'the-second-password' });
      expect(await users()).toHaveLength(1);
      expect((await login('the-second-password')).status).toBe(401);
      const answer = await login('the-first-password');
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body)).not.toMatch(/argon2|hash/i);
    } finally {
      await Promise.all(others.map((other) => other.stop()));
    }
  });

  it('when neither variable is set, then there is no admin', async () => {
    await startApi(beside);
    expect(await users()).toEqual([]);
    expect((await login('admin')).status).toBe(401);
  });

  it('when ALLOW_DEFAULT_ADMIN is set, then admin/admin can do nothing but change the password', async () => {
    await startApi(beside, { ALLOW_DEFAULT_ADMIN: 'true' });
    const session = await signIn(beside.url, { username: 'admin', password: 'admin' });
    expect(session.me.passwordChangeRequired).toBe(true);
    expect(await session.get('/projects')).toMatchObject({ status: 403, body: { error: 'password_change_required' } });
    expect(await session.post('/projects', { name: 'No' })).toMatchObject({ status: 403, body: { error: 'password_change_required' } });
    expect((await session.post('/auth/password', { currentPassword: 'admin', newPassword: 'a-much-longer-one' })).status).toBe(200);
    expect((await session.get('/projects')).status).toBe(200);
    expect((await login('admin')).status).toBe(401);
    expect((await login('a-much-longer-one')).status).toBe(200);
  });

  it('when NODE_ENV is production, then ALLOW_DEFAULT_ADMIN stops the start', async () => {
    const api = await beside.start('api', { NODE_ENV: 'production', ALLOW_DEFAULT_ADMIN: 'true' });
    expect(await api.ended).toBe('code 1');
    expect(readFileSync(beside.logFile('api'), 'utf8')).toContain('ALLOW_DEFAULT_ADMIN is true; with NODE_ENV=production expected false');
    expect(await users()).toEqual([]);
  });
});
