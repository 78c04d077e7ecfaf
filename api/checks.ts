import type { Database } from '../db/database.ts';
import { findKeyProblem } from '../db/key-check.ts';
import { missingMigrations } from '../db/missing-migrations.ts';
import { createKeyCanaries } from '../db/stores/key-canaries.ts';
import type { Clock } from '../platform/clock.ts';
import type { Seal } from '../platform/seal.ts';
import type { Temporal } from '../temporal/connect.ts';
import { lookForTemporal, lookForWorker } from '../temporal/look.ts';
import type { Check } from './readiness.ts';

/** What has to be right in the database before anything works: it answers, has every migration, and was sealed with our keys. */
export function databaseChecks(database: Database, seal: Seal): Readonly<Record<'postgres' | 'migrations' | 'keys', Check>> {
  const canaries = createKeyCanaries(database);
  return {
    postgres: async () => {
      await database.read('select 1');
      return null;
    },
    migrations: async () => {
      const missing = await missingMigrations(database);
      return missing.length === 0 ? null : `The database lacks the migrations ${missing.join(', ')}.`;
    },
    keys: () => findKeyProblem(canaries, seal),
  };
}

/** What has to be right around Temporal: it answers, and a worker polls our task queue. */
export function temporalChecks(temporal: Temporal, clock: Clock): Readonly<Record<'temporal' | 'worker', Check>> {
  return {
    temporal: async () => {
      await lookForTemporal(temporal);
      return null;
    },
    worker: async () => ((await lookForWorker(temporal, clock.now().getTime())) ? null : `No worker polls the task queue ${temporal.taskQueue}.`),
  };
}
