import express, { Router, type Express } from 'express';
import { routes, type Route, type RouteName } from '../contract/routes.ts';
import { logRequests } from './log-requests.ts';
import { showSignInLink, SIGN_IN_LINK_PATH, useSignInLink } from './auth/sign-in-link.ts';
import { allowOrigins } from './allow-origins.ts';
import type { Endpoint } from './endpoint.ts';
import type { Front } from './front.ts';
import { servePage } from './serve-page.ts';
import { answerNothing, answerProblems } from './problem-handler.ts';
import { nameRequest } from './request-id.ts';
import { archiveProject } from './routes/archive-project.ts';
import { changePassword } from './routes/change-password.ts';
import { decodePayloads } from './routes/decode-payloads.ts';
import { deleteMember } from './routes/delete-member.ts';
import { getBudget } from './routes/get-budget.ts';
import { getHealth } from './routes/get-health.ts';
import { getMe } from './routes/get-me.ts';
import { getPolicy } from './routes/get-policy.ts';
import { getProject } from './routes/get-project.ts';
import { getReady } from './routes/get-ready.ts';
import { getRegistry } from './routes/get-registry.ts';
import { listMembers } from './routes/list-members.ts';
import { listProjects } from './routes/list-projects.ts';
import { listUsers } from './routes/list-users.ts';
import { lockProject } from './routes/lock-project.ts';
import { login } from './routes/login.ts';
import { logout } from './routes/logout.ts';
import { postProject } from './routes/post-project.ts';
import { postUser } from './routes/post-user.ts';
import { putMember } from './routes/put-member.ts';
import { putPolicy } from './routes/put-policy.ts';
import { unarchiveProject } from './routes/unarchive-project.ts';
import { unlockProject } from './routes/unlock-project.ts';
import { postTurn } from './routes/post-turn.ts';
import { getTurn } from './routes/get-turn.ts';
import { answerTurn } from './routes/answer-turn.ts';
import { confirmTurn } from './routes/confirm-turn.ts';
import { cancelTurn } from './routes/cancel-turn.ts';
import { listSessions } from './routes/list-sessions.ts';
import { listSessionTurns } from './routes/list-session-turns.ts';
import { postIntent } from './routes/post-intent.ts';
import { simulateIntent } from './routes/simulate-intent.ts';
import { postPlan } from './routes/post-plan.ts';
import { simulatePlan } from './routes/simulate-plan.ts';
import { listPlans } from './routes/list-plans.ts';
import { getPlan } from './routes/get-plan.ts';
import { runPlan } from './routes/run-plan.ts';
import { cancelPlan } from './routes/cancel-plan.ts';
import { streamEvents } from './routes/stream-events.ts';
import { getState } from './routes/get-state.ts';
import { listExecutions } from './routes/list-executions.ts';
import { getExecution } from './routes/get-execution.ts';
import { securityHeaders } from './security-headers.ts';

/** What answers each route of the contract; a route without a line below does not compile. */
const endpointsOf = (front: Front) => ({ ...administration(front), ...operation(front) }) satisfies Record<RouteName, Endpoint>;

/** Who is there, which projects, and under which rules. */
const administration = (front: Front) =>
  ({
    login: login(front),
    logout: logout(front),
    getMe: getMe(front),
    changePassword: changePassword(front),
    listUsers: listUsers(front),
    postUser: postUser(front),
    listProjects: listProjects(front),
    postProject: postProject(front),
    getProject: getProject(),
    lockProject: lockProject(front),
    unlockProject: unlockProject(front),
    archiveProject: archiveProject(front),
    unarchiveProject: unarchiveProject(front),
    listMembers: listMembers(front),
    putMember: putMember(front),
    deleteMember: deleteMember(front),
    getPolicy: getPolicy(front),
    putPolicy: putPolicy(front),
    getBudget: getBudget(front),
    getRegistry: getRegistry(front),
  }) satisfies Partial<Record<RouteName, Endpoint>>;

/** What happens in a project. */
const operation = (front: Front) =>
  ({
    postTurn: postTurn(front),
    getTurn: getTurn(front),
    answerTurn: answerTurn(front),
    confirmTurn: confirmTurn(front),
    cancelTurn: cancelTurn(front),
    listSessions: listSessions(front),
    listSessionTurns: listSessionTurns(front),
    postIntent: postIntent(front),
    simulateIntent: simulateIntent(front),
    postPlan: postPlan(front),
    simulatePlan: simulatePlan(front),
    listPlans: listPlans(front),
    getPlan: getPlan(front),
    runPlan: runPlan(front),
    cancelPlan: cancelPlan(front),
    streamEvents: streamEvents(front),
    getState: getState(front),
    listExecutions: listExecutions(front),
    getExecution: getExecution(front),
  }) satisfies Partial<Record<RouteName, Endpoint>>;

/** The whole front as one express application: the API, its probes, the codec of Temporal Web, and the page built into `pageDirectory`. */
export function createApp(front: Front, pageDirectory: string): Express {
  const { config } = front;
  const app = express();
  app.set('etag', false); // Our ETags are versions; none is made up from the bytes of a body.
  app.disable('x-powered-by');
  app.use(nameRequest, logRequests(front), securityHeaders(config));
  app.get('/health', getHealth);
  app.get('/ready', getReady(front));
  app.use('/codec/decode', allowOrigins(temporalWebOrigins(config)));
  app.post('/codec/decode', decodePayloads(front));
  app.use('/api', allowOrigins(config.allowedOrigins));
  app.get(SIGN_IN_LINK_PATH, showSignInLink(front));
  app.post(SIGN_IN_LINK_PATH, useSignInLink(front));
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
    if (endpoint) router[method](path, endpoint(front));
  }
  return router;
}

const temporalWebOrigins = ({ temporal }: Front['config']): string[] => {
  const origin = temporal.uiUrl === null ? undefined : URL.parse(temporal.uiUrl)?.origin;
  return origin === undefined ? [] : [origin];
};
