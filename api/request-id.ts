import type { RequestHandler, Response } from 'express';
import { RequestId } from '../contract/intent.ts';
import { mintId } from '../platform/ids.ts';

const HEADER = 'X-Request-Id';

/** Gives every request an id, its caller's own one where it has the form of one, and answers it in X-Request-Id. */
export const nameRequest: RequestHandler = (req, res, next) => {
  const own = RequestId.safeParse(req.get(HEADER));
  res.setHeader(HEADER, own.success ? own.data : mintId());
  next();
};

/** The id of the request that is being answered. */
export const requestIdOf = (res: Response): string => String(res.getHeader(HEADER));
