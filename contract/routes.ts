import type { Route } from './route.ts';
import { backtestsRoutes } from './routes/backtests.ts';
import { chatRoutes } from './routes/chat.ts';
import { historyRoutes } from './routes/history.ts';
import { identityRoutes } from './routes/identity.ts';
import { alertsRoutes } from './routes/alerts.ts';
import { approvalsRoutes } from './routes/approvals.ts';
import { budgetsRoutes } from './routes/budgets.ts';
import { explainRoutes } from './routes/explain.ts';
import { forksRoutes } from './routes/forks.ts';
import { mediaRoutes } from './routes/media.ts';
import { memoryRoutes } from './routes/memory.ts';
import { operationRoutes } from './routes/operation.ts';
import { policyRoutes } from './routes/policy.ts';
import { projectRoutes } from './routes/projects.ts';
import { sessionsRoutes } from './routes/sessions.ts';
import { devicesRoutes } from './routes/devices.ts';
import { secretsRoutes } from './routes/secrets.ts';
import { keysRoutes } from './routes/keys.ts';
import { organizationRoutes } from './routes/organization.ts';

/** Every endpoint of the API, by the name of the file in `api/routes` that answers it. */
export const routes = { ...identityRoutes, ...projectRoutes, ...chatRoutes, ...operationRoutes, ...historyRoutes, ...policyRoutes, ...backtestsRoutes, ...approvalsRoutes, ...forksRoutes, ...explainRoutes, ...memoryRoutes, ...mediaRoutes, ...alertsRoutes, ...sessionsRoutes, ...devicesRoutes, ...secretsRoutes, ...keysRoutes, ...organizationRoutes, ...budgetsRoutes } as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
