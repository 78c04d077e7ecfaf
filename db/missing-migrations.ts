import type { Database } from './database.ts';
import { migrationsList } from './migrations/list.ts';

/** The migrations that this program has and the database has not, without changing anything. */
export async function missingMigrations(database: Database): Promise<string[]> {
  const [table] = await database.read<{ exists: boolean }>("select to_regclass('migration') is not null as exists");
  const applied = table?.exists ? await database.read<{ name: string }>('select name from migration') : [];
  const names = new Set(applied.map(({ name }) => name));
  return migrationsList.map(({ name }) => name).filter((name) => !names.has(name));
}
