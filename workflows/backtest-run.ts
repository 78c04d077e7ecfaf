import { isCancellation, proxyActivities } from '@temporalio/workflow';
import type { Activities, BacktestOutcome, BacktestRef } from '../contract/activities.ts';
import { backtestStep, lastStep } from './activity-options.ts';
import { followProgress } from './follow-progress.ts';
import { labelStatus } from './label-status.ts';

const { runBacktest } = proxyActivities<Activities>(backtestStep);
const { failBacktest } = proxyActivities<Activities>(lastStep);

/** Carries a backtest to its end; its row says what it came to, and a worker that dies in it is followed by another. */
export async function backtestRun(backtest: BacktestRef): Promise<BacktestOutcome> {
  const enter = followProgress('replaying');
  const outcome = await runOrFail(backtest);
  enter(outcome.status);
  labelStatus(outcome.status);
  return outcome;
}

async function runOrFail(backtest: BacktestRef): Promise<BacktestOutcome> {
  try {
    return await runBacktest(backtest);
  } catch (error) {
    if (isCancellation(error)) throw error;
    await failBacktest(backtest);
    throw error;
  }
}
