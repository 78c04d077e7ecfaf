import type { RequestHandler } from 'express';
import { bearsToken } from '../../platform/metrics-listener.ts';
import { METRICS_CONTENT_TYPE } from '../../platform/metrics.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Answers the metrics to whoever bears METRICS_TOKEN; without such a token there is nothing at this address. */
export const getMetrics =
  ({ metrics, config }: Pick<Front, 'metrics' | 'config'>): RequestHandler =>
  async (req, res) => {
    const { token } = config.metrics;
    if (token === null) throw new ProblemError('not_found', 'There is nothing at this address.'); // Else the page would answer a browser.
    if (!bearsToken(req.headers.authorization, token)) throw new ProblemError('unauthenticated', 'Send the metrics token as a bearer token.');
    res.set({ 'Content-Type': METRICS_CONTENT_TYPE, 'Cache-Control': 'no-store' }).send(await metrics.read());
  };
