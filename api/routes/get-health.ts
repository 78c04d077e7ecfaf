import type { RequestHandler } from 'express';

/** Says that the process lives; whether it can work is what /ready says. */
export const getHealth: RequestHandler = (_req, res) => {
  res.set('Cache-Control', 'no-store').json({ code: 0, message: 'success', data: { status: 'ok' } });
};
