import { Gauge } from 'prom-client';
import type { Metrics } from './metrics.ts';

/** What a connection pool holds now, and how many callers wait for it. */
export type PoolState = { used: number; idle: number; waiting: number };

/** Adds the state of a process's connection pool. */
export function addPoolMetrics({ registry, beforeReading }: Metrics, readPool: () => PoolState): void {
  const connections = new Gauge({ name: 'db_pool_connections', help: 'Connections of the pool by state, and callers that wait for one.', labelNames: ['state'], registers: [registry] });
  beforeReading(async () => {
    for (const [state, count] of Object.entries(readPool())) connections.set({ state }, count);
  });
}
