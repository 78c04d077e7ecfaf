import { routes } from '../../contract/routes.ts';
import { findBacktest } from '../../db/stores/backtests.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Reads a backtest with what it has come to so far. */
export const getBacktest = ({ database }: Front) =>
  endpoint(routes.getBacktest, async ({ project: { projectId }, params: { backtestId } }) => {
    const backtest = await findBacktest(database.read, projectId, backtestId);
    if (!backtest) throw new ProblemError('not_found', 'There is no such backtest.');
    return answer(backtest);
  });
