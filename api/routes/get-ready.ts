import type { RequestHandler } from 'express';
import type { Front } from '../front.ts';
import { toProblemBody } from '../problems.ts';
import { requestIdOf } from '../request-id.ts';

/** Says whether everything behind the process is there: 200, or 503 with the checks that failed. */
export const getReady =
  ({ readiness }: Pick<Front, 'readiness'>): RequestHandler =>
  async (_req, res) => {
    const { ready, checks } = await readiness();
    res.set('Cache-Control', 'no-store');
    if (ready) {
      res.json({ code: 0, message: 'success', data: { status: 'ready', checks } });
      return;
    }
    const failed = Object.keys(checks).filter((name) => checks[name]?.ok === false);
    const problem = toProblemBody({ code: 'unavailable', detail: `Not ready: ${failed.join(', ')}.` }, requestIdOf(res));
    res.status(problem.status).set('Retry-After', '1').type('application/problem+json').send(JSON.stringify({ ...problem, checks }));
  };
