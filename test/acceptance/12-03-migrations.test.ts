import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrationsList } from '../../db/migrations/list.ts';
import { sharedHouse, type HouseFacts } from '../support/house.ts';
import { root } from '../support/services.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { type Beside, openBeside, startApi } from './beside.ts';
import { openSql } from './sql.ts';

const TABLES = "select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname = 'public' and relkind = 'r'";

describe('12.3 Versioned migrations', () => {
  let house: HouseFacts;
  let empty: TestDatabase;
  beforeAll(async () => {
    house = await sharedHouse();
    empty = await createTestDatabase();
    const sql = await openSql(empty.url);
    await sql.rows('drop schema public cascade');
    await sql.rows('create schema public');
    await sql.close();
  });
  afterAll(() => empty.drop());

  const tables = async () => {
    const sql = await openSql(empty.url);
    const found = await sql.rows(TABLES);
    await sql.close();
    return found.length;
  };

  /** An api of its own on that database, for as long as the look at it takes. */
  async function withApi(look: (beside: Beside) => Promise<void>): Promise<void> {
    const beside = await openBeside(house, { DATABASE_URL: empty.url });
    try {
      await look(beside);
    } finally {
      await beside.stop();
    }
  }

  it('when an api starts before the migrations have run, then it says so, makes nothing and ends', () =>
    withApi(async (beside) => {
      expect(await (await beside.start('api')).ended).toBe('code 1');
      expect(readFileSync(beside.logFile('api'), 'utf8')).toContain('The database lacks the migrations');
      expect(await tables()).toBe(0);
    }));

  it('when the command has run, then every migration is there', async () => {
    const options = { env: { PATH: process.env['PATH'], DATABASE_URL: empty.url } };
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'db', 'migrate.ts')], options);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}')).toMatchObject({ event: 'migrations-applied', applied: migrationsList.map(({ name }) => name) });
    expect(await tables()).toBeGreaterThan(20);
  });

  it('when the database is migrated, then the same api starts on it', () => withApi(async (beside) => void (await startApi(beside))));
});
