import type { Route } from '../route.ts';

export const policyRoutes = {} as const satisfies Record<string, Route>;
