import { z } from 'zod';
import { Explanation } from '../explanation.ts';
import { ActionRef } from '../intent.ts';
import { project, type Route } from '../route.ts';

/** Why things are as they are. */
export const explainRoutes = {
  whyAction: {
    method: 'get',
    path: '/projects/:projectId/why',
    summary: 'Explain why an action is not offered, or would be refused to the caller',
    access: 'viewer',
    params: z.object(project),
    query: z.object({ action: ActionRef }),
    data: Explanation,
  },
} as const satisfies Record<string, Route>;
