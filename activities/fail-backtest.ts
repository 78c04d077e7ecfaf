import type { Activities } from '../contract/activities.ts';
import { failBacktestRow } from '../db/stores/backtests.ts';
import type { Powers } from './dependencies.ts';

/** Closes a backtest that cannot be carried on, so that nobody waits for it; one that is closed stays as it is. */
export const failBacktest =
  ({ database }: Powers): Activities['failBacktest'] =>
  async (backtest) => {
    await failBacktestRow(database.read, backtest, 'The backtest could not be carried through; ask for it again.');
  };
