import type { backtestsRoutes } from '../../contract/routes/backtests.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { getBacktest } from '../routes/get-backtest.ts';
import { postBacktest } from '../routes/post-backtest.ts';

/** What answers each route of `contract/routes/backtests.ts`; a route without a line here does not compile. */
export const backtestsEndpoints = (front: Front) =>
  ({
    postBacktest: postBacktest(front),
    getBacktest: getBacktest(front),
  }) satisfies Record<keyof typeof backtestsRoutes, Endpoint>;
