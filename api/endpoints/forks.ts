import type { forksRoutes } from '../../contract/routes/forks.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** What answers each route of `contract/routes/forks.ts`; a route without a line here does not compile. */
export const forksEndpoints = (_front: Front) => ({}) satisfies Record<keyof typeof forksRoutes, Endpoint>;
