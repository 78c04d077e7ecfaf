import { Histogram } from 'prom-client';
import type { Metrics } from './metrics.ts';

/** Counts one answered request: the name of its route, its HTTP status, and how long it took. */
export type CountRequest = (route: string, status: number, seconds: number) => void;

/** Adds how long requests take, by the name of their route and the class of their status. */
export function addRequestMetrics({ registry }: Metrics): CountRequest {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by the name of their route and the class of their status.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  return (route, status, seconds) => durations.observe({ route, status: `${Math.floor(status / 100)}xx` }, seconds);
}
