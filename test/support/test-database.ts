import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { databaseUrl, services, TEMPLATE } from './services.ts';

/** A migrated, empty database of one test file; `drop` ends it, also while somebody is still connected. */
export type TestDatabase = { name: string; url: string; drop: () => Promise<void> };

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY file_copy`);
  return { name, url: databaseUrl(name), drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: services().postgresUrl });
  await client.connect();
  try {
    // Two copies of the template at once are refused, so they wait for each other.
    await client.query('SELECT pg_advisory_lock(1)');
    await client.query(statement);
  } finally {
    await client.end();
  }
}
