import type { policyRoutes } from '../../contract/routes/policy.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** What answers each route of `contract/routes/policy.ts`; a route without a line here does not compile. */
export const policyEndpoints = (_front: Front) => ({}) satisfies Record<keyof typeof policyRoutes, Endpoint>;
