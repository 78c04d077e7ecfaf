import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '../../db/database.ts';
import { DatabaseAway } from '../../db/database-away.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await createTestDatabase();
  database = await openDatabase({ url: place.url, poolSize: 4 });
  await database.read('create table thing (name text primary key)');
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

const things = () => database.read<{ name: string }>('select name from thing order by name');

describe('openDatabase', () => {
  it('when the work resolves, then its rows are committed', async () => {
    await database.write((sql) => sql('insert into thing values ($1)', ['kept']));
    await expect(things()).resolves.toEqual([{ name: 'kept' }]);
  });

  it('when the work throws, then nothing of it is left', async () => {
    const work = database.write(async (sql) => {
      await sql('insert into thing values ($1)', ['lost']);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    await expect(things()).resolves.toEqual([{ name: 'kept' }]);
  });

  it('when the work hides a failed statement, then the transaction says that it was rolled back', async () => {
    const work = database.write(async (sql) => {
      await sql('insert into thing values ($1)', ['hidden']);
      await sql('insert into thing values ($1)', ['kept']).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('rolled back');
    await expect(things()).resolves.toEqual([{ name: 'kept' }]);
  });

  it('when a snapshot writes, then it is refused', async () => {
    await expect(database.snapshot((sql) => sql('insert into thing values ($1)', ['sneaked']))).rejects.toThrow('read-only');
  });

  it('when the connection ends in the middle of a transaction, then the work is told that Postgres is away, and the next one runs', async () => {
    const work = database.write(async (sql) => {
      await sql('select pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
      await sql('insert into thing values ($1)', ['orphan']);
    });
    await expect(work).rejects.toThrow(DatabaseAway);
    await expect(database.write(things)).resolves.toEqual([{ name: 'kept' }]);
  });

  it('when Postgres takes too long to answer, then the caller is told that it is away', async () => {
    const hasty = await openDatabase({ url: place.url, poolSize: 1, answerMs: 100 });
    await expect(hasty.read('select pg_sleep(2)')).rejects.toThrow(DatabaseAway);
    await expect(hasty.read('select 1 as one')).resolves.toEqual([{ one: 1 }]);
    await hasty.close();
  });
});
