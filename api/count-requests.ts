import type { RequestHandler, Response } from 'express';
import type { Front } from './front.ts';

const names = new WeakMap<Response, string>();

/** Says which route answers a request, for those that count it. */
export const nameRoute =
  (name: string): RequestHandler =>
  (_req, res, next) => {
    names.set(res, name);
    next();
  };

/** Counts each answered request under the name of its route; what belongs to no route of the contract is `other`. */
export const countRequests =
  ({ countRequest, clock }: Pick<Front, 'countRequest' | 'clock'>): RequestHandler =>
  (_req, res, next) => {
    const startedMs = clock.monotonicMs();
    res.once('close', () => countRequest(names.get(res) ?? 'other', res.statusCode, (clock.monotonicMs() - startedMs) / 1000));
    next();
  };
