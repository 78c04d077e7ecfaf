import { Counter, Gauge } from 'prom-client';
import type { Metrics } from './metrics.ts';
import { createModelFamilies, type ModelTally } from './model-metrics.ts';
import { StoredHistogram } from './stored-histogram.ts';

/** The upper bounds, in seconds, between which the durations of executions are counted. */
export const DURATION_BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];

/** Executions of one action that ended alike; `counts` as DURATION_BOUNDS divides them, with one more for what is over the last. */
export type ExecutionTally = { action: string; status: string; counts: readonly number[]; seconds: number };

/** What the records of the installation say at one instant. */
export type EngineReading = {
  executions: readonly ExecutionTally[];
  /** Cost units of all ledgers. */
  spent: number;
  activeProjects: number;
  outbox: { depth: number; oldestSeconds: number };
  /** Requests for approval that wait. */
  approvalsPending: number;
  models: readonly ModelTally[];
};

/**
 * Adds what the engine has done. Each reading is taken from the records, so it is the same in every process that answers, and equals
 * them. While they cannot be read the values stay, and `engine_records_up` is 0.
 */
export function addEngineMetrics({ registry, beforeReading }: Metrics, read: () => Promise<EngineReading>, onError: (error: unknown) => void): void {
  const show = createFamilies(registry);
  const up = new Gauge({ name: 'engine_records_up', help: 'Whether the records behind the engine metrics could be read just now.', registers: [registry] });
  beforeReading(async () => {
    try {
      show(await read());
      up.set(1);
    } catch (error) {
      up.set(0);
      onError(error);
    }
  });
}

function createFamilies(registry: Metrics['registry']): (reading: EngineReading) => void {
  const registers = [registry];
  const executions = new Counter({ name: 'engine_execution_total', help: 'Recorded executions.', labelNames: ['status', 'action'], registers });
  const about = { name: 'engine_execution_duration_seconds', help: 'How long deciding and applying took.', labelNames: ['status', 'action'] };
  const durations = new StoredHistogram({ ...about, buckets: DURATION_BOUNDS });
  registry.registerMetric(durations);
  const spent = new Counter({ name: 'budget_consumption_total', help: 'Cost units in the ledgers of all projects.', registers });
  const projects = new Gauge({ name: 'active_projects', help: 'Projects that are neither locked nor archived.', registers });
  const depth = new Gauge({ name: 'outbox_depth', help: 'Effects that wait to leave.', registers });
  const age = new Gauge({ name: 'outbox_age_seconds', help: 'How long the oldest of them has waited; 0 where none waits.', registers });
  const approvals = new Gauge({ name: 'approvals_pending', help: 'Requests for approval that wait for people.', registers });
  const showModels = createModelFamilies(registry);
  return (reading) => {
    executions.reset();
    for (const { status, action, counts } of reading.executions) executions.inc({ status, action }, counts.reduce((sum, count) => sum + count, 0));
    durations.set(reading.executions.map(({ status, action, counts, seconds }) => ({ labels: { status, action }, counts, sum: Math.round(seconds * 1e6) / 1e6 })));
    spent.reset();
    spent.inc(reading.spent);
    projects.set(reading.activeProjects);
    depth.set(reading.outbox.depth);
    age.set(reading.outbox.oldestSeconds);
    approvals.set(reading.approvalsPending);
    showModels(reading.models);
  };
}
