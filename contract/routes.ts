import { z } from 'zod';
import { ProjectEvent } from './event.ts';
import { Execution, ExecutionStatus, SimulatedExecution, Trigger } from './execution.ts';
import { ActionRef, Intent, Mode, RecordedRequestId, RequestId } from './intent.ts';
import { Instant } from './json.ts';
import { MAX_PLAN_STEPS, Plan, PlanPreview } from './plan.ts';
import { Policy, PolicyVersion } from './policy.ts';
import { Budget, Member, NewProject, Project, Role } from './project.ts';
import { RegistryView } from './registry.ts';
import { Snapshot } from './snapshot.ts';
import { ChatSession, NewTurn, Turn, TurnAnswer } from './turn.ts';
import { Login, Me, NewUser, PasswordChange, RegisteredUser } from './user.ts';

/**
 * Who may call a route: `anyone`; `user`, who is signed in; `system-admin`; or a member of the project with at least
 * that role. `member` is any member: the gates judge what he asks, so that a 'no' is recorded. A system admin also
 * passes `viewer`, and `admin` where the route says `systemAdmin`.
 */
export type Access = 'anyone' | 'user' | 'system-admin' | 'viewer' | 'operator' | 'admin' | 'member';

/** One endpoint: what validates a call, what it answers, and who may make it. Paths stand below `/api/v1`. */
export type Route = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  access: Access;
  systemAdmin?: true;
  status?: 201 | 202;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  data: z.ZodType;
};

const project = { projectId: z.string() };
const page = { limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().max(200).optional() };
const waitSeconds = z.coerce.number().min(0).max(30).default(0);
/** A way to choose an earlier state: refused, so that the newest one is not taken for it. */
const notYet = z.never('not supported yet: only the state as it is now can be read; leave this out').optional();
const bound = Instant.regex(/^(?!0000)/, 'expected a year from 0001 on').optional();
const listOf = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

const Steps = z.array(Intent).min(1).max(MAX_PLAN_STEPS);

export const routes = {
  login: { method: 'post', path: '/auth/login', access: 'anyone', body: Login, data: Me },
  logout: { method: 'post', path: '/auth/logout', access: 'user', data: z.null() },
  getMe: { method: 'get', path: '/auth/me', access: 'user', data: Me },
  changePassword: { method: 'post', path: '/auth/password', access: 'user', body: PasswordChange, data: z.null() },

  listUsers: { method: 'get', path: '/users', access: 'system-admin', query: z.object(page), data: listOf(RegisteredUser) },
  postUser: { method: 'post', path: '/users', access: 'system-admin', status: 201, body: NewUser, data: RegisteredUser },

  listProjects: { method: 'get', path: '/projects', access: 'user', query: z.object(page), data: listOf(Project) },
  postProject: { method: 'post', path: '/projects', access: 'system-admin', status: 201, body: NewProject, data: Project },
  getProject: { method: 'get', path: '/projects/:projectId', access: 'viewer', params: z.object(project), data: Project },
  lockProject: { method: 'post', path: '/projects/:projectId/lock', access: 'admin', systemAdmin: true, params: z.object(project), data: Project },
  unlockProject: { method: 'post', path: '/projects/:projectId/unlock', access: 'admin', systemAdmin: true, params: z.object(project), data: Project },
  archiveProject: { method: 'post', path: '/projects/:projectId/archive', access: 'admin', systemAdmin: true, params: z.object(project), data: Project },
  unarchiveProject: { method: 'post', path: '/projects/:projectId/unarchive', access: 'admin', systemAdmin: true, params: z.object(project), data: Project },

  listMembers: { method: 'get', path: '/projects/:projectId/members', access: 'viewer', params: z.object(project), query: z.object(page), data: listOf(Member) },
  putMember: {
    method: 'put',
    path: '/projects/:projectId/members/:userId',
    access: 'admin',
    params: z.object({ ...project, userId: z.string() }),
    body: z.strictObject({ role: Role }),
    data: Member,
  },
  deleteMember: {
    method: 'delete',
    path: '/projects/:projectId/members/:userId',
    access: 'admin',
    params: z.object({ ...project, userId: z.string() }),
    data: z.null(),
  },

  getPolicy: { method: 'get', path: '/projects/:projectId/policy', access: 'viewer', params: z.object(project), data: PolicyVersion },
  putPolicy: { method: 'put', path: '/projects/:projectId/policy', access: 'admin', params: z.object(project), body: Policy, data: PolicyVersion },
  getBudget: { method: 'get', path: '/projects/:projectId/budget', access: 'viewer', params: z.object(project), data: Budget },
  getRegistry: { method: 'get', path: '/projects/:projectId/registry', access: 'viewer', params: z.object(project), data: RegistryView },

  postTurn: {
    method: 'post',
    path: '/projects/:projectId/turns',
    access: 'member',
    status: 202,
    params: z.object(project),
    body: NewTurn,
    data: z.strictObject({ turnId: z.string(), sessionId: z.string(), workflowId: z.string() }),
  },
  getTurn: {
    method: 'get',
    path: '/projects/:projectId/turns/:turnId',
    access: 'viewer',
    params: z.object({ ...project, turnId: z.string() }),
    query: z.object({ waitSeconds }),
    data: Turn,
  },
  answerTurn: {
    method: 'post',
    path: '/projects/:projectId/turns/:turnId/answer',
    access: 'operator',
    params: z.object({ ...project, turnId: z.string() }),
    body: TurnAnswer,
    data: Turn,
  },
  confirmTurn: { method: 'post', path: '/projects/:projectId/turns/:turnId/confirm', access: 'operator', params: z.object({ ...project, turnId: z.string() }), data: Turn },
  cancelTurn: { method: 'post', path: '/projects/:projectId/turns/:turnId/cancel', access: 'operator', params: z.object({ ...project, turnId: z.string() }), data: Turn },
  listSessions: { method: 'get', path: '/projects/:projectId/sessions', access: 'viewer', params: z.object(project), query: z.object(page), data: listOf(ChatSession) },
  listSessionTurns: {
    method: 'get',
    path: '/projects/:projectId/sessions/:sessionId/turns',
    access: 'viewer',
    params: z.object({ ...project, sessionId: z.string() }),
    query: z.object(page),
    data: listOf(Turn),
  },

  postIntent: { method: 'post', path: '/projects/:projectId/intents', access: 'member', params: z.object(project), body: Intent, data: Execution },
  simulateIntent: { method: 'post', path: '/projects/:projectId/intents/simulate', access: 'member', params: z.object(project), body: Intent, data: SimulatedExecution },

  postPlan: {
    method: 'post',
    path: '/projects/:projectId/plans',
    access: 'member',
    params: z.object(project),
    body: z.strictObject({
      steps: Steps,
      mode: Mode.default('assisted'),
      atomicity: z.enum(['step']).default('step'),
      run: z.boolean().default(false),
      replaces: z.uuid().optional(),
      requestId: RequestId.optional(),
    }),
    data: Plan,
  },
  simulatePlan: {
    method: 'post',
    path: '/projects/:projectId/plans/simulate',
    access: 'member',
    params: z.object(project),
    body: z.strictObject({ steps: Steps, mode: Mode.default('assisted'), atomicity: z.enum(['step']).default('step') }),
    data: PlanPreview,
  },
  listPlans: { method: 'get', path: '/projects/:projectId/plans', access: 'viewer', params: z.object(project), query: z.object(page), data: listOf(Plan) },
  getPlan: { method: 'get', path: '/projects/:projectId/plans/:planId', access: 'viewer', params: z.object({ ...project, planId: z.string() }), data: Plan },
  runPlan: { method: 'post', path: '/projects/:projectId/plans/:planId/run', access: 'operator', params: z.object({ ...project, planId: z.string() }), data: Plan },
  cancelPlan: { method: 'post', path: '/projects/:projectId/plans/:planId/cancel', access: 'operator', params: z.object({ ...project, planId: z.string() }), data: Plan },

  streamEvents: { method: 'get', path: '/projects/:projectId/events', access: 'viewer', params: z.object(project), data: ProjectEvent },
  getState: {
    method: 'get',
    path: '/projects/:projectId/state',
    access: 'viewer',
    params: z.object(project),
    query: z.object({ version: notYet, at: notYet, requestId: notYet }),
    data: Snapshot,
  },
  listExecutions: {
    method: 'get',
    path: '/projects/:projectId/executions',
    access: 'viewer',
    params: z.object(project),
    query: z.object({
      ...page,
      requestId: RecordedRequestId.optional(),
      status: ExecutionStatus.optional(),
      action: ActionRef.optional(),
      user: z.string().max(100).optional(),
      trigger: Trigger.optional(),
      from: bound,
      to: bound,
    }),
    data: listOf(Execution),
  },
  getExecution: {
    method: 'get',
    path: '/projects/:projectId/executions/:executionId',
    access: 'viewer',
    params: z.object({ ...project, executionId: z.string() }),
    data: Execution,
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

/** What a call to a route carries once it is validated, and what it answers. */
export type ParamsOf<R extends Route> = OutputOf<R, 'params'>;
export type QueryOf<R extends Route> = OutputOf<R, 'query'>;
export type BodyOf<R extends Route> = OutputOf<R, 'body'>;
export type DataOf<R extends Route> = OutputOf<R, 'data'>;

type OutputOf<R extends Route, Part extends keyof Route> = R extends { [Name in Part]: infer Schema extends z.ZodType } ? z.output<Schema> : undefined;

/** Where and how a value broke a schema, as the schema tells it. */
export type SchemaIssue = z.core.$ZodIssue;
