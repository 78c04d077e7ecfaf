import type { Route } from '../route.ts';

export const forksRoutes = {} as const satisfies Record<string, Route>;
