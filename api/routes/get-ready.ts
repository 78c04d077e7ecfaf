import type { RequestHandler } from 'express';
import { readRelease } from '../../platform/release.ts';
import type { Front } from '../front.ts';
import { notesOn } from '../notes-on.ts';
import { toProblemBody } from '../problems.ts';
import { requestIdOf } from '../request-id.ts';

/** Says whether everything behind the process is there: 200, or 503 with the checks that failed. */
export const getReady =
  ({ readiness, temporal, identityProvider }: Pick<Front, 'readiness' | 'temporal' | 'identityProvider'>): RequestHandler => {
  const release = readRelease();
  return async (_req, res) => {
    const { ready, checks } = await readiness();
    const about = { release, notes: notesOn(temporal, identityProvider) };
    res.set('Cache-Control', 'no-store');
    if (ready) {
      res.json({ code: 0, message: 'success', data: { status: 'ready', checks, ...about } });
      return;
    }
    const failed = Object.keys(checks).filter((name) => checks[name]?.ok === false);
    const problem = toProblemBody({ code: 'unavailable', detail: `Not ready: ${failed.join(', ')}.` }, requestIdOf(res));
    res.status(problem.status).set('Retry-After', '1').type('application/problem+json').send(JSON.stringify({ ...problem, checks, ...about }));
  };
};
