import { Counter } from 'prom-client';
import type { Metrics } from './metrics.ts';
import { StoredHistogram } from './stored-histogram.ts';

/** The upper bounds, in seconds, between which requests to models are counted. */
const REQUEST_BOUNDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** The bound under which a request counts: the lowest that it does not pass, else infinity. */
export const upToSeconds = (seconds: number): number => REQUEST_BOUNDS.find((bound) => seconds <= bound) ?? Infinity;

/** Requests to one model that count under the same bound, and all that they used. */
export type ModelTally = { model: string; upTo: number; calls: number; seconds: number; promptTokens: number; completionTokens: number };

/** Answers how to show what was asked of models; the records are read elsewhere, so that every process says the same. */
export function createModelFamilies(registry: Metrics['registry']): (tallies: readonly ModelTally[]) => void {
  const tokens = new Counter({ name: 'llm_token_usage_total', help: 'Tokens that models have used.', labelNames: ['model', 'kind'], registers: [registry] });
  const about = { name: 'llm_request_duration_seconds', help: 'How long requests to models took.', labelNames: ['model'] };
  const durations = new StoredHistogram({ ...about, buckets: REQUEST_BOUNDS });
  registry.registerMetric(durations);
  return (tallies) => {
    tokens.reset();
    for (const { model, promptTokens, completionTokens } of tallies) {
      tokens.inc({ model, kind: 'prompt' }, promptTokens);
      tokens.inc({ model, kind: 'completion' }, completionTokens);
    }
    durations.set([...new Set(tallies.map(({ model }) => model))].map((model) => spreadOf(model, tallies)));
  };
}

function spreadOf(model: string, tallies: readonly ModelTally[]) {
  const own = tallies.filter((tally) => tally.model === model);
  const countUpTo = (bound: number) => own.reduce((sum, { upTo, calls }) => (upTo === bound ? sum + calls : sum), 0);
  return { labels: { model }, counts: [...REQUEST_BOUNDS, Infinity].map(countUpTo), sum: own.reduce((sum, { seconds }) => sum + seconds, 0) };
}
