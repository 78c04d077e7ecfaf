import type { Database } from '../db/database.ts';
import { findKeyProblem } from '../db/key-check.ts';
import { missingMigrations } from '../db/missing-migrations.ts';
import { createKeyCanaries } from '../db/stores/key-canaries.ts';
import { createWorkerPresences } from '../db/stores/worker-presences.ts';
import type { Catalog } from '../domain/catalog.ts';
import type { Clock } from '../platform/clock.ts';
import type { Seal } from '../platform/seal.ts';
import type { Temporal } from '../temporal/connect.ts';
import { placeOf } from '../temporal/place-of.ts';
import { lookForTemporal, lookForWorker } from '../temporal/look.ts';
import type { Check } from './readiness.ts';

const SEEN_WITHIN_MS = 35_000; // A worker gives a sign each 10 s, so three may be lost.
const NO_SIGN = 'No worker has given a sign of life lately.';

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

/** What has to be right around Temporal: it answers. */
export const temporalChecks = (temporal: Temporal): Readonly<Record<'temporal', Check>> => ({
  temporal: async () => {
    await lookForTemporal(temporal);
    return null;
  },
});

export type WorkerParts = { database: Database; temporal: Temporal; catalog: Pick<Catalog, 'digest'>; clock: Clock };

/**
 * What has to be right about the workers: one lives and polls our task queue, and all that live run our registry. A killed
 * worker's poll counts in Temporal for a while, its sign of life in the database for less.
 */
export function workerChecks({ database, temporal, catalog, clock }: WorkerParts): Readonly<Record<'worker' | 'registry', Check>> {
  const presences = createWorkerPresences(database, placeOf({ namespace: temporal.client.options.namespace, taskQueue: temporal.taskQueue }));
  const findDigests = () => presences.listCatalogDigests(SEEN_WITHIN_MS);
  return {
    worker: async () => {
      const [digests, polls] = await Promise.all([findDigests(), lookForWorker(temporal, clock.now().getTime())]);
      if (!polls) return `No worker polls the task queue ${temporal.taskQueue}.`;
      return digests.length > 0 ? null : NO_SIGN;
    },
    registry: async () => {
      const digests = await findDigests();
      if (digests.length === 0) return NO_SIGN;
      const others = digests.filter((digest) => digest !== catalog.digest);
      return others.length === 0 ? null : `A worker runs the registry ${others.map(short).join(' and ')}, and this process ${short(catalog.digest)}; expected the same packs in both.`;
    },
  };
}

/** Enough of a digest to tell two apart. */
const short = (digest: string): string => digest.slice(0, 12);
