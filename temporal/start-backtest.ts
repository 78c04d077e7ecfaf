import { backtestRun } from '../workflows/backtest-run.ts';
import type { Temporal } from './connect.ts';
import { launches } from './launches.ts';
import { startOptions } from './start-options.ts';

const START_WITHIN_MS = 10_000;

/** Starts the workflow of a stored backtest without waiting for it; safe to repeat. */
export async function startBacktest(temporal: Temporal, backtest: { projectId: string; backtestId: string; userId: string }): Promise<void> {
  const { client } = temporal;
  await client.withDeadline(Date.now() + START_WITHIN_MS, () => client.workflow.start(backtestRun, startOptions(temporal, launches.backtest(backtest))));
}
