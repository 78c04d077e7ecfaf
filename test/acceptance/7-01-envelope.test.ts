import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlertChannel } from '../../contract/alert-channel.ts';
import type { Approval } from '../../contract/approval.ts';
import { ProblemBody } from '../../contract/problem.ts';
import type { Project } from '../../contract/project.ts';
import type { Route } from '../../contract/route.ts';
import { routes, type RouteName } from '../../contract/routes.ts';
import { mintId } from '../../platform/ids.ts';
import { sharedHouse } from '../support/house.ts';
import { caller, createUser, expectData, type Answer, type Caller, type Session } from '../support/http.ts';
import { openApprovals } from './approvals-stage.ts';
import { openSql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';

const step = { actionId: 'demo.counter.increment', inputs: {} };
const jsonRoutes = Object.entries<Route>(routes).filter(([name]) => name !== 'streamEvents' && name !== 'getMedia' && name !== 'exportAudit');

const CHANNEL_URL = 'https://hooks.example/envelope';

/** Bodies that each route takes, where it takes one. */
const bodies: Partial<Record<RouteName, unknown>> = {
  login: { username: 'admin', password: 'wrong' },
  changePassword: { currentPassword: 'wrong', newPassword: 'another-long-one' },
  postUser: { username: `user-${Date.now()}` },
  patchUser: { name: 'Renamed' },
  resetPassword: { newPassword: 'a-long-enough-one' },
  postToken: { name: 'Envelope' },
  postProject: { name: 'Envelope' },
  putMember: { role: 'admin' },
  postDevice: { clientName: 'Envelope' },
  pollDevice: { deviceCode: 'none' },
  putPolicy: {},
  validatePolicy: {},
  simulatePolicy: { intent: step },
  judgeRoles: { person: { claims: { groups: ['ops'] } } },
  putPolicyTemplate: { name: 'envelope', policy: {} },
  postBacktest: { policy: {} },
  postAlertChannel: { name: 'Envelope', url: CHANNEL_URL },
  patchAlertChannel: { name: 'Renamed', disabled: true },
  stopProject: { reason: 'A drill.' },
  purgeProject: { confirmed: true, name: 'Doomed' },
  postSecret: { name: 'envelope_new', value: 'a value for the envelope' },
  rotateSecret: { value: 'another value for the envelope', graceSeconds: 60 },
  postTurn: { message: 'add 5' },
  answerTurn: { choice: 1 },
  patchSession: { title: 'Renamed' },
  postIntent: step,
  simulateIntent: step,
  postPlan: { steps: [step] },
  simulatePlan: { steps: [step] },
  revert: { version: 0 },
  putFact: { value: 'Hamburg' },
  postFork: { version: 0 },
  runOnFork: { steps: [step] },
  promoteFork: {},
};

/** Queries that a route does not answer without. */
const queries: Partial<Record<RouteName, string>> = { getDiff: '?from=0&to=1', whyAction: '?action=demo.counter.increment' };

/** What does not answer its success with these bodies. */
const problems: Partial<Record<RouteName, number>> = { login: 401, changePassword: 403, testAlertChannel: 409 };

const named = ({ projectId, approvalId }: Approval) => ({ projectId, approvalId });

/** A fork on which something has passed. */
async function openFork({ admin, at, projectId }: Stage): Promise<Record<string, string>> {
  const { forkId } = (await admin.session.post<{ forkId: string }>(at('/forks'), {})).body.data;
  await admin.session.post(at(`/forks/${forkId}/plans`), { steps: [step] });
  return { projectId, forkId };
}

/** A secret that no action needs. */
async function keepSecret({ admin, at }: Stage, name: string): Promise<Record<string, string>> {
  const { secretId } = (await admin.session.post<{ secretId: string }>(at('/secrets'), { name, value: `the value of ${name}` })).body.data;
  return { secretId };
}

/** A re-encryption that somebody has ended: it may be read, and ended once more. */
async function keepCancelledRun({ house }: Stage): Promise<string> {
  const runId = mintId();
  const sql = await openSql(house.databaseUrl);
  await sql.rows(`insert into re_encryption (run_id, key_id, status, started_by, workflow_id, created_at, closed_at) values ($1, 'k1', 'cancelled', 'system', $2, now(), now())`, [runId, `re-encryption/${runId}`]);
  await sql.close();
  return runId;
}

/** A program that waits for its code to be approved. */
async function openGrant({ admin }: Stage): Promise<Record<string, string>> {
  const { userCode } = (await admin.session.post<{ userCode: string }>('/auth/device', { clientName: 'Envelope' })).body.data;
  return { userCode };
}

/** An alert channel that is told nothing. */
async function openChannel({ admin }: Stage): Promise<Record<string, string>> {
  const { channelId } = (await admin.session.post<{ channelId: string }>('/alert-channels', { name: 'Envelope', url: CHANNEL_URL })).body.data;
  await admin.session.patch(`/alert-channels/${channelId}`, { disabled: true });
  return { channelId };
}

const newestSession = async (person: Session): Promise<string> => String((await person.get<{ items: { sessionId: string }[] }>('/auth/sessions')).body.data.items[0]?.sessionId);

describe('7.1 Envelope', () => {
  let stage: Stage;
  let ids: Record<string, string>;
  let guests: Partial<Record<string, Session>>; // Who calls instead of the admin, whose sessions other tests use.
  let own: Record<string, Record<string, string>>; // What a route ends is not used by another one.
  beforeAll(async () => {
    stage = await openStage();
    await stage.admin.run(step);
    const turn = await stage.admin.say('set it to 5');
    const draft = (await stage.admin.session.post<{ planId: string }>(stage.at('/plans'), { steps: [step] })).body.data;
    const [execution] = await stage.executions();
    const { turnId, sessionId } = turn;
    const [member, person, leaver, other] = [await stage.join('viewer'), await stage.join('viewer'), await stage.join('viewer'), await openStage()];
    const { backtestId } = (await stage.admin.session.post<{ backtestId: string }>(stage.at('/policy/backtest'), { policy: {} })).body.data;
    const { tokenId } = (await stage.admin.session.post<{ tokenId: string }>('/tokens', { name: 'To be revoked' })).body.data;
    const [waiting, moved] = [await openApprovals(), await openApprovals()];
    const [toRead, toVote, toCancel, toRefresh] = [await waiting.ask(), await waiting.ask(), await waiting.ask(), await moved.ask(undefined, moved.admin)];
    await moved.admin.run({ actionId: 'demo.counter.set', inputs: { value: 9 } });
    bodies.postMember = { username: (await createUser(stage.house.adminSession)).me.user.username, role: 'viewer' };
    bodies.postVote = { vote: 'deny', digest: toVote.digest };
    const runId = await keepCancelledRun(stage);
    const branches = await openStage();
    const doomed = expectData(await stage.admin.session.post<Project>('/projects', { name: 'Doomed' }), 201);
    const [toKeep, toDelete] = [await openFork(branches), await openFork(branches)];
    await stage.admin.run({ actionId: 'memory.remember', inputs: { key: 'site', value: 'Hamburg' } });
    const [guest, quitter] = [await createUser(stage.house.adminSession), await createUser(stage.house.adminSession)];
    guests = { endOtherSessions: member.session, endSession: quitter };
    own = {
      ...Object.fromEntries(['getFork', 'runOnFork', 'diffFork', 'promoteFork'].map((name) => [name, toKeep])),
      deleteFork: toDelete,
      ...Object.fromEntries(['patchUser', 'resetPassword'].map((name) => [name, { userId: person.userId }])),
      listApprovals: { projectId: waiting.projectId },
      getApproval: named(toRead),
      postVote: named(toVote),
      cancelApproval: named(toCancel),
      refreshApproval: named(toRefresh),
      deleteUser: { userId: leaver.userId },
      endUserSessions: { userId: person.userId },
      endUserSession: { userId: guest.me.user.userId, sessionId: await newestSession(guest) },
      endSession: { sessionId: await newestSession(quitter) },
      stopProject: { projectId: other.projectId },
      purgeProject: { projectId: doomed.projectId },
      listPolicyTemplateVersions: { name: 'default' },
      getPolicyTemplateVersion: { name: 'default', version: '0' },
      deleteToken: { tokenId },
      ...Object.fromEntries(await Promise.all(['getDevice', 'approveDevice', 'denyDevice'].map(async (name) => [name, await openGrant(stage)]))),
      ...Object.fromEntries(['getReEncryption', 'cancelReEncryption'].map((name) => [name, { runId }])),
      ...Object.fromEntries(await Promise.all(['getAlertChannel', 'patchAlertChannel', 'deleteAlertChannel', 'testAlertChannel', 'listAlertDeliveries'].map(async (name) => [name, await openChannel(stage)]))),
      ...Object.fromEntries(await Promise.all(['getSecret', 'rotateSecret', 'deleteSecret'].map(async (name) => [name, await keepSecret(stage, `for_${name.toLowerCase()}`)]))),
      getBacktest: { backtestId },
      deleteMember: { userId: member.userId },
      deleteSession: { sessionId: (await stage.admin.say('add 1')).sessionId },
      cancelTurn: { turnId: (await stage.admin.say('set it to 5')).turnId },
      confirmTurn: { turnId: (await stage.admin.say('reset the counter')).turnId },
      cancelPlan: { planId: (await stage.admin.session.post<{ planId: string }>(stage.at('/plans'), { steps: [step] })).body.data.planId },
    };
    ids = { projectId: stage.projectId, userId: stage.admin.userId, executionId: String(execution?.executionId), turnId, sessionId, version: '1', planId: draft.planId, key: 'site' };
  });

  afterAll(async () => {
    const { adminSession } = await sharedHouse(); // The stage's own has been logged out.
    const { items } = (await adminSession.get<{ items: AlertChannel[] }>('/alert-channels')).body.data;
    for (const { channelId, url } of items) if (url === CHANNEL_URL) await adminSession.delete(`/alert-channels/${channelId}`);
  });

  const call = (name: string, { method, path }: Route, who: Caller): Promise<Answer<unknown>> => {
    const body = Object.entries(bodies).find(([route]) => route === name)?.[1];
    const query = Object.entries(queries).find(([route]) => route === name)?.[1] ?? '';
    return who[method](path.replaceAll(/:(\w+)/g, (_all, id: string) => own[name]?.[id] ?? ids[id] ?? 'none') + query, body, { 'x-request-id': `envelope.${name}` });
  };

  function expectProblem({ status, headers, body }: Answer<unknown>, name: string): void {
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(ProblemBody.parse(body)).toMatchObject({ code: 1, data: null, status, requestId: `envelope.${name}`, type: `/problems/${body.error}` });
  }

  // Logging out comes last, because it ends the session that the others use.
  const inOrder = jsonRoutes.filter(([name]) => name !== 'logout' && name !== 'login').concat(jsonRoutes.filter(([name]) => name === 'login' || name === 'logout'));

  it.each(inOrder)('when %s is called by one who may, then its answer is in the envelope and as its schema says', async (name, route) => {
    const answer = await call(name, route, guests[name] ?? stage.admin.session);
    const problem = Object.entries(problems).find(([other]) => other === name)?.[1];
    expect(answer.headers.get('x-request-id')).toBe(`envelope.${name}`);
    if (problem !== undefined) {
      expect(answer.status).toBe(problem);
      expectProblem(answer, name);
      return;
    }
    expect([name, answer.status, answer.body.detail]).toEqual([name, route.status ?? 200, undefined]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(Object.keys(answer.body).toSorted()).toEqual(['code', 'data', 'message']);
    expect(answer.body).toMatchObject({ code: 0, message: 'success' });
    expect(() => route.data.parse(answer.body.data)).not.toThrow();
  });

  it.each(jsonRoutes.filter(([, { access }]) => access !== 'anyone'))('when %s is called without a credential, then its 401 is a problem document', async (name, route) => {
    const answer = await call(name, route, caller(stage.house.url));
    expect(answer.status).toBe(401);
    expectProblem(answer, name);
  });

  it.each([
    ['nothing is at the address', '/nowhere', 404, 'not_found'],
    ['a query breaks its schema', '/projects?limit=0', 422, 'invalid_request'],
    ['a cursor is made up', '/projects?cursor=zzz', 422, 'invalid_request'],
    ['the project is unknown', '/projects/none', 404, 'not_found'],
  ])('when %s, then the answer is a problem document', async (_when, path, status, error) => {
    const fresh = (await openStage()).admin.session;
    const answer = await fresh.get(path, undefined, { 'x-request-id': 'envelope.problem' });
    expect([answer.status, answer.body.error]).toEqual([status, error]);
    expectProblem(answer, 'problem');
  });

  it('when a body is no JSON, then the answer is a problem document', async () => {
    const { session } = (await openStage()).admin;
    const answer = await fetch(`${stage.house.url}/api/v1/projects`, { method: 'POST', body: '{', headers: { 'content-type': 'application/json', cookie: session.cookie, [session.me.csrf.header]: session.me.csrf.token } });
    expect(answer.status).toBe(400);
    expect(ProblemBody.parse(await answer.json())).toMatchObject({ error: 'malformed_json' });
  });

  it('when the gates say no, then it is an answer and no error', async () => {
    const { admin, at } = await openStage();
    const answer = await admin.session.post(at('/intents'), { actionId: 'demo.nothing', inputs: {} });
    expect(answer).toMatchObject({ status: 200, body: { code: 0, message: 'success', data: { status: 'rejected', error: { code: 'unknown_action' } } } });
  });
});
