import { ApplicationFailure, heartbeat, sleep } from '@temporalio/activity';
import type { Activities } from '../contract/activities.ts';
import { closeBacktest, failBacktestRow, findBacktestTask, noteBacktest } from '../db/stores/backtests.ts';
import { BacktestError } from './backtesting/backtest-error.ts';
import { type OnProgress, replayHistory } from './backtesting/replay-history.ts';
import type { Powers } from './dependencies.ts';

const NOTE_EVERY_MS = 1_000;

/**
 * Runs a backtest to its end and stores what it came to. It reads and changes nothing else, so a try that is cut off is
 * simply begun anew; between two batches it tells that it lives, and lets others have their turn.
 */
export const runBacktest =
  (powers: Powers): Activities['runBacktest'] =>
  async (backtest) => {
    const { projectId, backtestId } = backtest;
    const task = await findBacktestTask(powers.database.read, projectId, backtestId);
    if (!task) throw ApplicationFailure.nonRetryable(`There is no backtest ${backtestId}.`, 'not_found');
    if (task.status !== 'running') return { status: task.status };
    try {
      const report = await replayHistory(powers, projectId, task, progressOf(powers, backtest));
      await closeBacktest(powers.database.read, backtest, report);
      return { status: 'done' };
    } catch (error) {
      if (!(error instanceof BacktestError)) throw error;
      await failBacktestRow(powers.database.read, backtest, error.message);
      return { status: 'failed' };
    }
  };

/** Notes in the row how far it is, at most once a second. */
function progressOf({ database, clock }: Powers, backtest: { projectId: string; backtestId: string }): OnProgress {
  let notedAt = clock.monotonicMs();
  return async (progress, report) => {
    heartbeat(progress);
    await sleep(1); // Throws where the step is cancelled.
    if (clock.monotonicMs() - notedAt < NOTE_EVERY_MS) return;
    notedAt = clock.monotonicMs();
    await noteBacktest(database.read, backtest, progress, report());
  };
}
