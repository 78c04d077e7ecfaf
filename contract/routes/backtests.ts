import { z } from 'zod';
import { Backtest, NewBacktest } from '../backtest.ts';
import { project, type Route } from '../route.ts';

/** Candidate policies, tried on what is recorded. */
export const backtestsRoutes = {
  postBacktest: {
    method: 'post',
    path: '/projects/:projectId/policy/backtest',
    summary: 'Replay recorded decisions under a candidate policy',
    access: 'admin',
    status: 202,
    params: z.object(project),
    body: NewBacktest,
    data: z.strictObject({ backtestId: z.string() }),
  },
  getBacktest: {
    method: 'get',
    path: '/projects/:projectId/policy/backtest/:backtestId',
    summary: 'Read how far a backtest is, and what it came to',
    access: 'viewer',
    params: z.object({ ...project, backtestId: z.string() }),
    data: Backtest,
  },
} as const satisfies Record<string, Route>;
