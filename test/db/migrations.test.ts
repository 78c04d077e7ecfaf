import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityName } from '@mikro-orm/postgresql';
import { entities } from '../../db/entities/list.ts';
import { openDatabase, type Database } from '../../db/database.ts';
import { migrationsList } from '../../db/migrations/list.ts';
import { migrate, pendingMigrations } from '../../db/migrator.ts';
import { databaseUrl, root, services } from '../support/services.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Column = { name: string; type: string; nullable: boolean };

const COLUMNS = `
  select attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as nullable
  from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attname`;

/** What Postgres itself calls types that were named in another way. */
const TYPE_NAMES = 'select format_type(to_regtype(name), to_regtypemod(name)) as type from unnest($1::text[]) with ordinality as t(name, at) order by at';

/** Node's own program, a clean environment, and nobody to wait for. */
async function runProgram(file: string, environment: NodeJS.ProcessEnv): Promise<{ code: number; lines: Record<string, unknown>[] }> {
  const options = { env: { PATH: process.env['PATH'], ...environment }, cwd: root, timeout: 50_000 };
  const done = await promisify(execFile)(process.execPath, [join(root, file)], options).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );
  return { code: done.code, lines: done.stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('migrations', () => {
  let place: TestDatabase;
  let database: Database;
  let empty: TestDatabase;
  beforeAll(async () => {
    place = await createTestDatabase();
    database = await openDatabase({ url: place.url, poolSize: 2 });
    empty = await createTestDatabase();
    const eraser = await openDatabase({ url: empty.url, poolSize: 1 });
    await eraser.read('drop schema public cascade');
    await eraser.read('create schema public');
    await eraser.close();
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
    await empty.drop();
  });

  const tablesOf = async (url: string) => {
    const looking = await openDatabase({ url, poolSize: 1 });
    try {
      return await looking.read("select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname = 'public' and relkind = 'r'");
    } finally {
      await looking.close();
    }
  };

  it.each(entities.map((entity) => [entity.meta.tableName, entity] as const))('when the entity of %s is compared with its migrated table, then columns, types and what may be null are the same', async (tableName, entity) => {
    const { props } = database.entities().getMetadata().get(entity as EntityName);
    const columns = await database.read<Column>(COLUMNS, [tableName]);
    const declared = props.map(({ fieldNames, columnTypes, nullable }) => ({ name: fieldNames[0] ?? '', type: columnTypes[0] ?? '', nullable: nullable === true }));
    const named = await database.read<{ type: string }>(TYPE_NAMES, [declared.map(({ type }) => type)]);
    expect(declared.map((column, at) => ({ ...column, type: named[at]?.type })).toSorted(byName)).toEqual(columns);
  });

  it('when all have run, then none waits, and running them again changes nothing', async () => {
    expect(await pendingMigrations(place.url)).toEqual([]);
    expect(await migrate(place.url)).toEqual([]);
  });

  it.each([['api/main.ts'], ['worker/main.ts']])('when %s starts on a database that was never migrated, then it says so in one line, and makes nothing', async (file) => {
    const { code, lines } = await runProgram(file, {
      ...{ DATABASE_URL: empty.url, TEMPORAL_ADDRESS: services().temporalAddress, PORT: '0' },
      SECRET_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    });
    const names = migrationsList.map(({ name }) => name).join(', ');
    expect(code).toBe(1);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([expect.objectContaining({ event: 'start-failed', message: `The database lacks the migrations ${names}; expected them to be run before the start.` })]);
    expect(await tablesOf(empty.url)).toEqual([]);
  });

  it('when the command runs, then it makes the database where there is none, says what it did, and has nothing to do the next time', async () => {
    const name = `test_${randomBytes(8).toString('hex')}`;
    const first = await runProgram('db/migrate.ts', { DATABASE_URL: databaseUrl(name) });
    expect(first).toMatchObject({ code: 0, lines: [{ event: 'migrations-applied', applied: migrationsList.map(({ name: each }) => each) }] });
    expect(await runProgram('db/migrate.ts', { DATABASE_URL: databaseUrl(name) })).toMatchObject({ code: 0, lines: [{ message: 'The database is up to date.', applied: [] }] });
    await database.read(`drop database ${name} with (force)`);
  });

  it('when the command has no database to work on, then it says which variable is missing', async () => {
    expect(await runProgram('db/migrate.ts', {})).toMatchObject({ code: 1, lines: [{ level: 'error', message: expect.stringContaining('DATABASE_URL is not set') }] });
  });
});

const byName = (left: { name: string }, right: { name: string }) => (left.name < right.name ? -1 : 1);
