import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECT_TABLES } from '../../db/stores/project-rows.ts';
import { openDatabase, type Database } from '../../db/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/** Every table with a project in it, and whether its rows go when the row of the project goes. */
const TABLES = `
  select c.table_name as name, exists (
      select 1 from information_schema.referential_constraints r
        join information_schema.key_column_usage k on k.constraint_name = r.constraint_name
        join information_schema.constraint_column_usage u on u.constraint_name = r.constraint_name
      where k.table_name = c.table_name and k.column_name = 'project_id' and u.table_name = 'project' and r.delete_rule = 'CASCADE') as goes
  from information_schema.columns c join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
  where c.column_name = 'project_id' and c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by 1`;

/** What stays of a purged project. */
const STAYS = ['project', 'project_tombstone'];

describe('the rows of a project', () => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await createTestDatabase();
    database = await openDatabase({ url: place.url, poolSize: 1 });
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  it('when a table names projects, then its rows go with the project, or a purge deletes them', async () => {
    const tables = await database.read<{ name: string; goes: boolean }>(TABLES);
    const left = tables.filter(({ name, goes }) => !goes && !STAYS.includes(name)).map(({ name }) => name);
    expect(left.toSorted()).toEqual(Object.keys(PROJECT_TABLES).toSorted());
  });
});
