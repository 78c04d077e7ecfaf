import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from './entities/list.ts';
import { migrationsList } from './migrations/list.ts';

/** Brings a database to the newest version and answers the names of the migrations that ran; creates the database if it is missing. */
export async function migrate(url: string): Promise<string[]> {
  const orm = await openMigrator(url);
  try {
    await orm.schema.ensureDatabase();
    const applied = await orm.migrator.up();
    return applied.map(({ name }) => name);
  } finally {
    await orm.close();
  }
}

/** Names the migrations that this program has and the database has not. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const orm = await openMigrator(url);
  try {
    const pending = await orm.migrator.getPending();
    return pending.map(({ name }) => name);
  } finally {
    await orm.close();
  }
}

function openMigrator(url: string) {
  return MikroORM.init({
    clientUrl: url,
    entities,
    extensions: [Migrator],
    migrations: { migrationsList, tableName: 'migration', snapshot: false, transactional: true, allOrNothing: true },
    pool: { min: 0, max: 1 },
    logger: () => {},
  });
}
