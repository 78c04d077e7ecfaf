import { collectDefaultMetrics, Registry } from 'prom-client';

/** What a process tells Prometheus about itself. Families are added to `registry`; labels take values of closed lists alone. */
export type Metrics = {
  registry: Registry;
  /** Runs before each reading, to bring what is read elsewhere up to date. */
  beforeReading: (refresh: () => Promise<void>) => void;
  /** Everything that is known now, in the text format of Prometheus. */
  read: () => Promise<string>;
};

/** The metrics of one process, its memory, its processor time and its event-loop lag included. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const refreshes: (() => Promise<void>)[] = [];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    beforeReading: (refresh) => {
      refreshes.push(refresh);
    },
    read: async () => {
      await Promise.all(refreshes.map((refresh) => refresh()));
      return registry.metrics();
    },
  };
}

/** The content type of the text format. */
export const METRICS_CONTENT_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;
