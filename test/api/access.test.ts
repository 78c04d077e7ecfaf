import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { judgeAccess } from '../../api/access.ts';
import type { Role } from '../../contract/project.ts';
import type { Route } from '../../contract/route.ts';
import { routes, type RouteName } from '../../contract/routes.ts';
import { createMember, createProject, createUser, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

type Person = 'nobody' | 'stranger' | 'viewer' | 'operator' | 'admin' | 'system-admin';

const everybody: readonly Person[] = ['viewer', 'operator', 'admin', 'system-admin'];
/** Whose request reaches the gates, which judge his role and record it. */
const members: readonly Person[] = ['viewer', 'operator', 'admin'];
const operators: readonly Person[] = ['operator', 'admin'];
const admins: readonly Person[] = ['admin'];

/** Who may make each call, as api.md says it: written out here, so that a wrong row of the contract fails. */
const mayCall: Record<RouteName, readonly Person[]> = {
  getSignInMethods: everybody,
  login: everybody,
  postDevice: everybody,
  pollDevice: everybody,
  getDevice: everybody,
  approveDevice: everybody,
  denyDevice: everybody,
  logout: everybody,
  getMe: everybody,
  changePassword: everybody,
  listUsers: ['system-admin'],
  postUser: ['system-admin'],
  getUser: ['system-admin'],
  patchUser: ['system-admin'],
  deleteUser: ['system-admin'],
  resetPassword: ['system-admin'],
  listTokens: everybody,
  postToken: everybody,
  deleteToken: everybody,
  listLoginSessions: everybody,
  endOtherSessions: everybody,
  endSession: everybody,
  listUserSessions: ['system-admin'],
  endUserSessions: ['system-admin'],
  endUserSession: ['system-admin'],
  listProjects: everybody,
  postProject: ['system-admin'],
  getProject: everybody,
  lockProject: [...admins, 'system-admin'],
  unlockProject: [...admins, 'system-admin'],
  stopProject: admins,
  archiveProject: [...admins, 'system-admin'],
  unarchiveProject: [...admins, 'system-admin'],
  listMembers: everybody,
  postMember: admins,
  putMember: admins,
  deleteMember: admins,
  getPolicy: everybody,
  putPolicy: admins,
  listPolicyVersions: everybody,
  getPolicyVersion: everybody,
  validatePolicy: admins,
  simulatePolicy: admins,
  judgeRoles: admins,
  listPolicyTemplates: ['system-admin'],
  putPolicyTemplate: ['system-admin'],
  listPolicyTemplateVersions: ['system-admin'],
  getPolicyTemplateVersion: ['system-admin'],
  purgeProject: ['system-admin'],
  getRollup: ['system-admin'],
  listOrgAudit: ['system-admin'],
  postBacktest: admins,
  getBacktest: everybody,
  getBudget: everybody,
  getBudgetHistory: everybody,
  getRegistry: everybody,
  postTurn: members,
  getTurn: everybody,
  answerTurn: operators,
  confirmTurn: operators,
  cancelTurn: operators,
  listModelCalls: everybody,
  listSessions: everybody,
  deleteSession: everybody,
  patchSession: everybody,
  listSessionTurns: everybody,
  postIntent: members,
  simulateIntent: members,
  postPlan: members,
  simulatePlan: members,
  listPlans: everybody,
  getPlan: everybody,
  runPlan: operators,
  cancelPlan: operators,
  revert: members,
  listFacts: operators,
  getFact: operators,
  putFact: members,
  deleteFact: members,
  listForks: operators,
  postFork: operators,
  getFork: operators,
  runOnFork: operators,
  diffFork: operators,
  promoteFork: operators,
  deleteFork: operators,
  listMyApprovals: everybody,
  listApprovals: everybody,
  getApproval: everybody,
  postVote: members,
  cancelApproval: members,
  refreshApproval: members,
  listAlerts: ['system-admin'],
  listProjectAlerts: everybody,
  listAlertChannels: ['system-admin'],
  testAlertChannel: ['system-admin'],
  listAlertDeliveries: ['system-admin'],
  postAlertChannel: ['system-admin'],
  getAlertChannel: ['system-admin'],
  patchAlertChannel: ['system-admin'],
  deleteAlertChannel: ['system-admin'],
  getKeyRing: ['system-admin'],
  postReEncryption: ['system-admin'],
  getReEncryption: ['system-admin'],
  cancelReEncryption: ['system-admin'],
  listSecrets: admins,
  postSecret: admins,
  getSecret: admins,
  rotateSecret: admins,
  deleteSecret: admins,
  streamEvents: everybody,
  getState: everybody,
  listSnapshots: everybody,
  getDiff: everybody,
  getIntegrity: everybody,
  listOrgIntegrity: ['system-admin'],
  exportAudit: [...admins, 'system-admin'],
  getAuditKey: everybody,
  listExecutions: everybody,
  getExecution: everybody,
  whyAction: everybody,
  getMedia: everybody,
};

const table: Record<RouteName, Route> = routes;
/** Routes that whoever reaches them may make at any time, and that need no body which is right. */
const names = Object.keys(routes).filter((name): name is RouteName => table[name as RouteName].access !== 'anyone' && name !== 'logout');
const inProject = names.filter((name) => table[name].path.startsWith('/projects/:projectId'));

let api: TestApi;
let projectId: string;
const people = new Map<Person, Session>();

beforeAll(async () => {
  api = await startApi({ INTENT_WAIT_MS: '1000' }); // Nobody carries out here what passes without a body.
  const admin = await api.signInAdmin();
  const owner = await createUser(admin, { isSystemAdmin: true });
  projectId = await createProject(owner);
  people.set('stranger', await createUser(admin)).set('system-admin', admin);
  for (const role of ['viewer', 'operator', 'admin'] as const) people.set(role, await createMember(owner, projectId, role));
});
afterAll(() => api.stop());

/** Calls a route with ids of things that are not there and a body that no schema takes: whoever may make the call gets 404, 422, a success, or 503 where a worker would have to answer. */
async function call(name: RouteName, person: Person, project = projectId): Promise<number> {
  const { method, path } = table[name];
  const address = path.replace(':projectId', project).replace(':sha256', '0'.repeat(64)).replace(/:\w+/g, '01a00000-0000-7000-8000-000000000000');
  const body = method === 'get' || method === 'delete' ? undefined : { unknownName: 1 };
  const session = people.get(person);
  const credential = session ? { cookie: session.cookie, 'x-csrf-token': session.me.csrf.token } : {};
  const init = { method: method.toUpperCase(), headers: { ...credential, 'content-type': 'application/json' }, body: body && JSON.stringify(body) };
  const answer = await fetch(`${api.url}/api/v1${address}`, { ...init, signal: AbortSignal.timeout(10_000) });
  await answer.body?.cancel(); // A stream of events would not end by itself.
  return answer.status;
}

describe('every route', () => {
  it.each(names)('when nobody is signed in, then %s answers 401', async (name) => {
    expect(await call(name, 'nobody')).toBe(401);
  });

  it.each(inProject)('when the caller is no member or the project is unknown, then %s answers 404', async (name) => {
    expect(await call(name, 'stranger')).toBe(404);
    expect(await call(name, 'admin', '01a00000-0000-7000-8000-000000000000')).toBe(404);
  });

  it.each(names)('when each kind of person calls %s, then 403 is answered to exactly those who may not', async (name) => {
    for (const person of ['viewer', 'operator', 'admin', 'system-admin'] as const) {
      const status = await call(name, person);
      expect({ name, person, forbidden: status === 403 }).toEqual({ name, person, forbidden: !mayCall[name].includes(person) });
      expect([200, 201, 202, 403, 404, 409, 422, 503]).toContain(status);
    }
  });
});

describe('judgeAccess', () => {
  const person = (isSystemAdmin: boolean) =>
    ({ userId: 'u', username: 'u', email: null, name: null, organization: null, isSystemAdmin, role: null, via: 'session', scopes: null, sessionHash: '', csrfToken: '', passwordChangeRequired: false }) as const;
  const project = (role: Role | null) => ({ projectId: 'p', name: 'P', status: 'active', version: 0, role, template: null, createdAt: '' }) as const;

  it.each([
    ['a stranger asks as a viewer', 'viewer', null, false, 'hidden'],
    ['a stranger asks as a member', 'member', null, false, 'hidden'],
    ['a viewer asks as a member', 'member', 'viewer', false, 'allowed'],
    ['a viewer asks as an operator', 'operator', 'viewer', false, 'forbidden'],
    ['an operator asks as an admin', 'admin', 'operator', false, 'forbidden'],
    ['a system admin reads', 'viewer', null, true, 'allowed'],
    ['a system admin runs', 'member', null, true, 'forbidden'],
    ['a system admin administers', 'admin', null, true, 'forbidden'],
  ] as const)('when %s, then it is judged so', (_when, access, role, isSystemAdmin, verdict) => {
    expect(judgeAccess({ access }, person(isSystemAdmin), project(role))).toBe(verdict);
  });

  it('when there is no such project, then not even a system admin is told otherwise', () => {
    expect(judgeAccess({ access: 'viewer' }, person(true), null)).toBe('hidden');
  });
});

