import type { explainRoutes } from '../../contract/routes/explain.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { whyAction } from '../routes/why-action.ts';

/** What answers each route of `contract/routes/explain.ts`; a route without a line here does not compile. */
export const explainEndpoints = (front: Front) => ({ whyAction: whyAction(front) }) satisfies Record<keyof typeof explainRoutes, Endpoint>;
