import type { budgetsRoutes } from '../../contract/routes/budgets.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { getBudgetHistory } from '../routes/get-budget-history.ts';

/** What answers each route of `contract/routes/budgets.ts`; a route without a line here does not compile. */
export const budgetsEndpoints = (front: Front) => ({ getBudgetHistory: getBudgetHistory(front) }) satisfies Record<keyof typeof budgetsRoutes, Endpoint>;
