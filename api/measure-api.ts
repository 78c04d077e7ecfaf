import type { Database } from '../db/database.ts';
import { createMeasurements } from '../db/stores/measurements.ts';
import { versionedId, type Catalog } from '../domain/catalog.ts';
import { addEngineMetrics } from '../platform/engine-metrics.ts';
import type { Logger } from '../platform/logger.ts';
import type { Metrics } from '../platform/metrics.ts';
import { addPoolMetrics } from '../platform/pool-metrics.ts';

export type MeasuredParts = { metrics: Metrics; database: Database; catalog: Pick<Catalog, 'actions'>; logger: Logger };

/** Adds what this process says of the engine, from its records, and of its own connections. */
export function measureApi({ metrics, database, catalog, logger }: MeasuredParts): void {
  const known = [...catalog.actions.values()].flat().map(versionedId);
  addEngineMetrics(metrics, createMeasurements(database, known), (error) => logger.warn('metrics-interrupted', 'The engine metrics could not be read; the last values stay.', { error }));
  addPoolMetrics(metrics, database.pool);
}
