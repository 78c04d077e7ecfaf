import { z } from 'zod';
import { BudgetHistory, BudgetHistoryQuery } from '../budget-history.ts';
import { project, type Route } from '../route.ts';

/** What was spent, and when. */
export const budgetsRoutes = {
  getBudgetHistory: { method: 'get', path: '/projects/:projectId/budget/history', summary: 'Read what was spent by hours or days, and on which actions', access: 'viewer', params: z.object(project), query: BudgetHistoryQuery, data: BudgetHistory },
} as const satisfies Record<string, Route>;
