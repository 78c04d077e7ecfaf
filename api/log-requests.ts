import type { Request, RequestHandler } from 'express';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { requestIdOf } from './request-id.ts';

/** Writes a line for each answered request: reads at debug, everything that may change something at info. */
export const logRequests =
  ({ logger, clock }: { logger: Logger; clock: Clock }): RequestHandler =>
  (req, res, next) => {
    const startedMs = clock.monotonicMs();
    const path = loggedPath(req); // Read now: routers below change what the request says of itself.
    const projectId = /^\/api\/v1\/projects\/([^/]{1,100})/.exec(path)?.[1];
    const level = req.method === 'GET' || req.method === 'HEAD' ? 'debug' : 'info';
    res.once('close', () => {
      const durationMs = Math.round((clock.monotonicMs() - startedMs) * 10) / 10;
      logger[level]('request-served', `${req.method} ${path} ${res.statusCode}`, {
        request_id: requestIdOf(res),
        ...(projectId === undefined ? {} : { project_id: projectId }),
        method: req.method,
        path,
        status: res.statusCode,
        duration_ms: durationMs,
      });
    });
    next();
  };

/** The path without its query, without the token of a sign-in link or the code of a program, and without the key of what somebody has remembered. */
const loggedPath = ({ path }: Request): string => path.slice(0, 300).replace(/(\/auth\/(?:link|device)\/|^\/api\/v1\/projects\/[^/]+\/memory\/).+/, '$1…');
