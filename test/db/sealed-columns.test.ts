import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '../../db/database.ts';
import { countSealed, readSealed, replaceSealed, SEALED_TABLES, type SealedTable } from '../../db/stores/sealed-columns.ts';
import { createSeal } from '../../platform/seal.ts';
import { key } from '../activities/stage.ts';
import { plantedText, plantSealedRows } from '../support/sealed-rows.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** What is sealed and no run seals anew: a canary stays with its key, and a small key of its own has sealed the value of a secret. */
const LEFT_ALONE = ['key_canary.sealed', 'secret.previous_sealed_value', 'secret.sealed_value'];

const purposeOf = ({ purposes }: SealedTable, index: number): string => purposes[index]?.at(-1) ?? '';

const [older, newer] = [key('old'), key('new')];
const [before, after] = [createSeal([older]), createSeal([newer, older])];
let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await createTestDatabase();
  database = await openDatabase({ url: place.url, poolSize: 2 });
  await plantSealedRows(database, before, 2);
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

describe('the list of what is sealed', () => {
  it('when a column holds bytes, then it is on the list or is known to be left alone', async () => {
    const found = await database.read<{ name: string }>("select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public' and data_type = 'bytea'");
    const listed = SEALED_TABLES.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
    expect(found.map(({ name }) => name).toSorted()).toEqual([...listed, ...LEFT_ALONE].toSorted());
  });

  it('when a table is on the list, then its key is its primary key, and there is a purpose for each column', async () => {
    const keys = await database.read<{ table: string; columns: string[] }>(`
      select c.relname as "table", array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum)) as columns
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
      where i.indisprimary and c.relname = any($1) group by c.relname order by c.relname`, [SEALED_TABLES.map(({ table }) => table)]);
    expect(keys).toEqual(SEALED_TABLES.map(({ table, key: columns }) => ({ table, columns: [...columns] })).toSorted((one, other) => (one.table < other.table ? -1 : 1)));
    expect(SEALED_TABLES.filter(({ columns, purposes }) => columns.length !== purposes.length)).toEqual([]);
  });

  it('when rows are counted, then each table is named with the key that has sealed them', async () => {
    expect(await countSealed(database.read)).toEqual(SEALED_TABLES.map(({ table }) => ({ table, keyId: 'old', rows: 2 })).toSorted((one, other) => (one.table < other.table ? -1 : 1)));
  });
});

describe.each(SEALED_TABLES.map((table) => [table.table, table] as const))('%s', (_name, table) => {
  const reseal = (sealed: readonly (Buffer | null)[]) => sealed.map((one, index) => one && after.seal(purposeOf(table, index), after.open(purposeOf(table, index), one)));

  it('when it is read for the key that has sealed it, then nothing is to be done', async () => {
    expect((await readSealed(database.read, table, [], 'old')).map(({ sealed }) => sealed)).toEqual([table.columns.map(() => null), table.columns.map(() => null)]);
  });

  it('when a row is replaced, then it opens to the same with the new key alone, and a second try finds it written', async () => {
    const [first, second] = await readSealed(database.read, table, [], 'new');
    if (!first || !second) throw new Error('expected two rows');
    const fresh = reseal(first.sealed);
    expect(await replaceSealed(database.read, table, first, fresh)).toBe(true);
    expect(await replaceSealed(database.read, table, first, reseal(first.sealed))).toBe(false);
    const seal = createSeal([newer]);
    expect(fresh.map((one, index) => one && seal.open(purposeOf(table, index), one).toString())).toEqual(table.columns.map((column) => plantedText(table.table, column, 0)));
    expect(await readSealed(database.read, table, first.key, 'new')).toEqual([second]);
  });
});
