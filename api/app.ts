import express, { Router, type Express } from 'express';
import type { Route } from '../contract/route.ts';
import { routes, type RouteName } from '../contract/routes.ts';
import { logRequests } from './log-requests.ts';
import { showSignInLink, SIGN_IN_LINK_PATH, useSignInLink } from './auth/sign-in-link.ts';
import { OIDC_CALLBACK_PATH, OIDC_LOGIN_PATH, OIDC_LOGOUT_PATH } from './auth/oidc/redirect-uri.ts';
import { beginSignIn } from './auth/oidc/begin-sign-in.ts';
import { finishSignIn } from './auth/oidc/finish-sign-in.ts';
import { finishSignOut } from './auth/oidc/sign-out.ts';
import { allowOrigins } from './allow-origins.ts';
import { serveDocs } from './docs/serve-docs.ts';
import type { Endpoint } from './endpoint.ts';
import { chatEndpoints } from './endpoints/chat.ts';
import { alertsEndpoints } from './endpoints/alerts.ts';
import { approvalsEndpoints } from './endpoints/approvals.ts';
import { backtestsEndpoints } from './endpoints/backtests.ts';
import { budgetsEndpoints } from './endpoints/budgets.ts';
import { explainEndpoints } from './endpoints/explain.ts';
import { forksEndpoints } from './endpoints/forks.ts';
import { historyEndpoints } from './endpoints/history.ts';
import { mediaEndpoints } from './endpoints/media.ts';
import { memoryEndpoints } from './endpoints/memory.ts';
import { policyEndpoints } from './endpoints/policy.ts';
import { identityEndpoints } from './endpoints/identity.ts';
import { operationEndpoints } from './endpoints/operation.ts';
import { projectEndpoints } from './endpoints/projects.ts';
import { sessionsEndpoints } from './endpoints/sessions.ts';
import { devicesEndpoints } from './endpoints/devices.ts';
import { secretsEndpoints } from './endpoints/secrets.ts';
import { keysEndpoints } from './endpoints/keys.ts';
import { organizationEndpoints } from './endpoints/organization.ts';
import type { Front } from './front.ts';
import { servePage } from './serve-page.ts';
import { answerNothing, answerProblems } from './problem-handler.ts';
import { nameRequest } from './request-id.ts';
import { countRequests, nameRoute } from './count-requests.ts';
import { decodePayloads } from './routes/decode-payloads.ts';
import { getHealth } from './routes/get-health.ts';
import { getMetrics } from './routes/get-metrics.ts';
import { getOpenApi } from './routes/get-open-api.ts';
import { getReady } from './routes/get-ready.ts';
import { securityHeaders } from './security-headers.ts';

/** What answers each route of the contract. */
const endpointsOf = (front: Front): Record<RouteName, Endpoint> => ({
  ...identityEndpoints(front),
  ...projectEndpoints(front),
  ...chatEndpoints(front),
  ...operationEndpoints(front),
  ...historyEndpoints(front),
  ...policyEndpoints(front),
  ...backtestsEndpoints(front),
  ...approvalsEndpoints(front),
  ...forksEndpoints(front),
  ...explainEndpoints(front),
  ...memoryEndpoints(front),
  ...mediaEndpoints(front),
  ...alertsEndpoints(front),
  ...budgetsEndpoints(front),
  ...sessionsEndpoints(front),
  ...devicesEndpoints(front),
  ...secretsEndpoints(front),
  ...keysEndpoints(front),
  ...organizationEndpoints(front),
});

/** The whole front as one express application: the API, its probes, the codec of Temporal Web, and the page built into `pageDirectory`. */
export function createApp(front: Front, pageDirectory: string): Express {
  const { config } = front;
  const app = express();
  app.set('etag', false); // Our ETags are versions; none is made up from the bytes of a body.
  app.disable('x-powered-by');
  app.use(nameRequest, logRequests(front), countRequests(front), securityHeaders(config));
  app.get('/health', getHealth);
  app.get('/ready', getReady(front));
  app.get('/metrics', getMetrics(front));
  app.use('/codec/decode', allowOrigins(temporalWebOrigins(config)));
  app.post('/codec/decode', decodePayloads(front));
  app.use('/api', allowOrigins(config.allowedOrigins));
  app.get(SIGN_IN_LINK_PATH, showSignInLink(front));
  app.post(SIGN_IN_LINK_PATH, useSignInLink(front));
  app.get(OIDC_LOGIN_PATH, beginSignIn(front));
  app.get(OIDC_CALLBACK_PATH, finishSignIn(front));
  app.get(OIDC_LOGOUT_PATH, finishSignOut(front));
  app.get(['/openapi.json', '/api/v1/openapi.json'], getOpenApi());
  app.use(['/docs', '/api/v1/docs'], serveDocs());
  app.use('/api/v1', apiRouter(front));
  app.use(['/api', '/codec'], answerNothing);
  app.use(servePage(pageDirectory));
  app.use(answerNothing);
  app.use(answerProblems(front));
  return app;
}

function apiRouter(front: Front): Router {
  const router = Router();
  const endpoints = new Map<string, Endpoint>(Object.entries(endpointsOf(front)));
  for (const [name, { method, path }] of Object.entries<Route>(routes)) {
    const endpoint = endpoints.get(name);
    if (endpoint) router[method](path, nameRoute(name), endpoint(front));
  }
  return router;
}

const temporalWebOrigins = ({ temporal }: Front['config']): string[] => {
  const origin = temporal.uiUrl === null ? undefined : URL.parse(temporal.uiUrl)?.origin;
  return origin === undefined ? [] : [origin];
};
