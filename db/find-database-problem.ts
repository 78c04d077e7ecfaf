import type { Seal } from '../platform/seal.ts';
import type { Database } from './database.ts';
import { findKeyProblem } from './key-check.ts';
import { missingMigrations } from './missing-migrations.ts';
import { createKeyCanaries } from './stores/key-canaries.ts';

/** Says why a process must not start on this database: it lacks migrations, or other keys sealed it. Null when all is well. */
export async function findDatabaseProblem(database: Database, seal: Seal): Promise<string | null> {
  const missing = await missingMigrations(database);
  if (missing.length > 0) return `The database lacks the migrations ${missing.join(', ')}; expected them to be run before the start.`;
  return findKeyProblem(createKeyCanaries(database), seal);
}
