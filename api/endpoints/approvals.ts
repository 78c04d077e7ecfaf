import type { approvalsRoutes } from '../../contract/routes/approvals.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** What answers each route of `contract/routes/approvals.ts`; a route without a line here does not compile. */
export const approvalsEndpoints = (_front: Front) => ({}) satisfies Record<keyof typeof approvalsRoutes, Endpoint>;
