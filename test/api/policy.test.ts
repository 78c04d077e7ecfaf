import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import type { SimulatedExecution } from '../../contract/execution.ts';
import type { PolicyCheck, PolicyTemplate, PolicyVersion, PolicyVersionSummary, StoredPolicy } from '../../contract/policy.ts';
import type { Project } from '../../contract/project.ts';
import { createMember, createProject, createUser, expectData, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

type Page<Item> = { items: Item[]; nextCursor: string | null };

let api: TestApi;
let admin: Session;
let projectId: string;
const at = (path: string, project = projectId) => `/projects/${project}${path}`;
const step = { actionId: 'demo.counter.increment', inputs: {} };
const locked = { rules: [{ id: 'closed', effect: 'reject', message: 'It is closed.' }] };

beforeAll(async () => {
  api = await startApi();
  admin = await api.signInAdmin();
});
beforeEach(async () => {
  projectId = await createProject(admin);
});
afterAll(() => api.stop());

/** Sends a text as it is. */
async function sendText(path: string, text: string, type: string, method = 'POST'): Promise<{ status: number; data: unknown; issues: { path: string }[] }> {
  const headers = { cookie: admin.cookie, [admin.me.csrf.header]: admin.me.csrf.token, 'content-type': type, connection: 'close' };
  const answer = await fetch(`${api.url}/api/v1${path}`, { method, headers, body: text });
  const body = (await answer.json()) as { data: unknown; issues?: { path: string }[] };
  return { status: answer.status, data: body.data, issues: body.issues ?? [] };
}

describe('PUT policy', () => {
  it.each([
    ['an expression reaches for a prototype', { rules: [{ id: 'x', effect: 'reject', when: { val: ['state', 'constructor'] } }] }, '/rules/0/when'],
    ['an operator is unknown', { rules: [{ id: 'x', effect: 'reject', when: { and: [true, { matches: ['a', 'b'] }] } }] }, '/rules/0/when/and/1'],
    ['two rules have one id', { rules: [{ id: 'x', effect: 'allow' }, { id: 'x', effect: 'allow' }] }, '/rules/1/id'],
    ['a key is unknown', { rulez: [] }, '/rulez'],
    ['a window ends when it begins', { executionWindows: [{ days: ['mon'], from: '08:00', to: '08:00' }] }, '/executionWindows/0/to'],
  ])('when %s, then it is 422 with the path, in JSON and in YAML, and nothing changes', async (_when, policy, path) => {
    const before = expectData(await admin.get<PolicyVersion>(at('/policy')));
    expect(await admin.put(at('/policy'), policy)).toMatchObject({ status: 422, body: { error: 'invalid_request', issues: [{ path }] } });
    expect(await sendText(at('/policy'), stringify(policy), 'application/yaml', 'PUT')).toMatchObject({ status: 422, issues: [{ path }] });
    expect(expectData(await admin.get<PolicyVersion>(at('/policy')))).toEqual(before);
  });

  it('when something in a policy may not be meant so, then the answer warns of it at its path', async () => {
    await createMember(admin, projectId, 'operator');
    const stored = expectData(
      await admin.put<StoredPolicy>(at('/policy'), {
        limits: { budget: { daily: 10 } },
        approvals: [
          { id: 'two', when: {}, quorum: 2 },
          { id: 'one', when: {}, quorum: 1 },
          { id: 'enough', requiredRole: 'operator', quorum: 1 },
          { id: 'dear', when: { minCost: 11 }, requiredRole: 'operator' },
        ],
        rules: [
          { id: 'tried', effect: 'reject', enforcement: 'shadow', actions: ['demo.*', 'plant.*'] },
          { id: 'odd', effect: 'reject', when: { '==': [{ val: ['input', 'x'] }, { val: ['state', 'sys.mode', 'on'] }] } },
        ],
      }),
    );
    expect(stored.warnings).toEqual([
      { path: '/rules/0/enforcement', message: expect.stringContaining('shadow') },
      { path: '/approvals/0/quorum', message: expect.stringContaining('nothing can be approved') },
      { path: '/approvals/1/quorum', message: expect.stringContaining('when one of them asks') },
      { path: '/approvals/3/when', message: expect.stringContaining('it never matches') },
      { path: '/rules/0/actions/1', message: expect.stringContaining('plant.*') },
      { path: '/rules/1/when', message: expect.stringContaining('nothing is called input') },
      { path: '/rules/1/when', message: expect.stringContaining('no component sys.mode') },
    ]);
  });

  it('when nothing is odd, then there are no warnings', async () => {
    expect(expectData(await admin.put<StoredPolicy>(at('/policy'), { limits: { quota: { perDay: 1 } } })).warnings).toEqual([]);
  });
});

describe('versions of a policy', () => {
  it('when there are several, then they are listed newest first, and each can be read', async () => {
    for (const perDay of [1, 2, 3]) expectData(await admin.put(at('/policy'), { limits: { quota: { perDay } } }));
    const first = expectData(await admin.get<Page<PolicyVersionSummary>>(at('/policy/versions?limit=3')));
    expect(first.items).toMatchObject([{ version: 4 }, { version: 3 }, { version: 2 }]);
    const second = expectData(await admin.get<Page<PolicyVersionSummary>>(at(`/policy/versions?limit=3&cursor=${first.nextCursor}`)));
    expect(second).toMatchObject({ items: [{ version: 1, createdBy: admin.me.user.userId }], nextCursor: null });
    expect(expectData(await admin.get<PolicyVersion>(at('/policy/versions/3')))).toMatchObject({ version: 3, policy: { limits: { quota: { perDay: 2 } } } });
  });

  it.each(['0', '2', 'latest', '-1', '1.5', '99999999999'])('when version %s is asked for, then it is 404', async (version) => {
    expect((await admin.get(at(`/policy/versions/${version}`))).status).toBe(404);
  });
});

describe('POST policy/validate', () => {
  it.each([
    ['a sound policy in JSON', '{"limits": {}}', 'application/json', []],
    ['a sound policy in YAML', 'limits: {rate: {perMinute: 1}}', 'application/yaml', []],
    ['an unknown key', 'limit: {}', 'application/yaml', ['/limit']],
    ['an expression that does not compile', '{"rules": [{"id": "x", "effect": "reject", "when": {"var": "a"}}]}', 'application/json', ['/rules/0/when']],
    ['JSON that breaks off', '{"limits": ', 'application/json', ['']],
    ['YAML that is none', 'limits: [', 'application/yaml', ['']],
    ['YAML sent as JSON', 'limits: {}', 'application/json', ['']],
    ['a name that reaches behind data', '{"limits": {"__proto__": {}}}', 'application/json', ['/limits/__proto__']],
    ['a text with NUL in its name', '{"a\\u0000b": 1}', 'application/json', ['/a\uFFFDb']],
    ['deep nesting', `{"rules": ${'['.repeat(80)}${']'.repeat(80)}}`, 'application/json', [expect.stringContaining('/rules')]],
    ['nothing', '', 'application/json', ['']],
  ])('when it is %s, then the answer is 200 and says so', async (_what, text, type, paths) => {
    const { status, data } = await sendText(at('/policy/validate'), text, type);
    const { valid, issues } = data as PolicyCheck;
    expect({ status, valid, paths: issues.map(({ path }) => path) }).toEqual({ status: 200, valid: paths.length === 0, paths });
  });

  it('when it was judged, then nothing is in force that was not', async () => {
    await admin.post(at('/policy/validate'), locked);
    expect(expectData(await admin.get<PolicyVersion>(at('/policy')))).toMatchObject({ version: 1 });
  });
});

describe('POST policy/simulate', () => {
  const simulate = async (body: object) => expectData(await admin.post<SimulatedExecution>(at('/policy/simulate'), body));

  it('when another policy is supposed, then it decides, and the one in force goes on', async () => {
    expect(await simulate({ intent: step })).toMatchObject({ status: 'success', simulated: true, executionId: null });
    expect(await simulate({ policy: locked, intent: step })).toMatchObject({ status: 'rejected', error: { code: 'policy_rule_rejection', rule: 'closed' } });
    expect(await simulate({ policy: { approvals: [{ id: 'ask', quorum: 2 }] }, intent: step })).toMatchObject({
      status: 'pending_approval',
      approvalsNeeded: [{ gate: 'approval', rule: 'ask', requiredRole: 'admin', quorum: 2 }],
      nextState: { components: { 'demo.counter': { value: 1 } } },
    });
    expect(expectData(await admin.get<Page<unknown>>(at('/executions'))).items).toEqual([]);
    expect(expectData(await admin.get<PolicyVersion>(at('/policy'))).version).toBe(1);
  });

  it('when another person is supposed, then his role decides, also one by a mapping', async () => {
    const viewer = await createMember(admin, projectId, 'viewer');
    const stranger = await createUser(admin);
    expect(await simulate({ intent: step, userId: viewer.me.user.userId })).toMatchObject({ userId: viewer.me.user.userId, error: { code: 'permission_denied' } });
    expect(await simulate({ intent: step, userId: stranger.me.user.userId })).toMatchObject({ error: { code: 'action_not_visible' } });
    expect(await simulate({ intent: step, userId: 'nobody' })).toMatchObject({ error: { code: 'action_not_visible' } });
    const policy = { roleMappings: [{ role: 'operator', when: { '==': [{ val: ['user', 'id'] }, stranger.me.user.userId] } }] };
    expect(await simulate({ policy, intent: step, userId: stranger.me.user.userId })).toMatchObject({ status: 'success' });
  });

  it.each([
    ['2026-01-05T07:00:00.000Z', 'success'],
    ['2026-01-05T06:59:59.999Z', 'rejected'],
    ['2099-03-30T06:00:00.000Z', 'success'],
    ['2099-03-30T05:59:59.999Z', 'rejected'],
  ])('when it is supposed to be %s, then the window of that time decides: %s', async (instant, status) => {
    const policy = { executionWindows: [{ days: ['mon'], from: '08:00', to: '18:00', timezone: 'Europe/Berlin' }] };
    expect(await simulate({ policy, intent: step, at: instant })).toMatchObject({ status, createdAt: instant });
  });

  it.each([
    ['the policy does not compile', { intent: step, policy: { rules: [{ id: 'x', effect: 'reject', when: { eval: 1 } }] } }, '/policy/rules/0/when'],
    ['the policy breaks its schema', { intent: step, policy: { limit: 1 } }, '/policy/limit'],
    ['the time is none', { intent: step, at: 'noon' }, '/at'],
    ['there is no intent', {}, '/intent'],
  ])('when %s, then it is 422 with the path', async (_when, body, path) => {
    expect(await admin.post(at('/policy/simulate'), body)).toMatchObject({ status: 422, body: { issues: [{ path }] } });
  });
});

describe('policy templates', () => {
  it('when a project begins with one, then it has a copy, which a later change of the template leaves alone', async () => {
    expectData(await admin.put('/policy-templates', { name: 'closed', policy: locked }));
    const project = expectData(await admin.post<Project>('/projects', { name: 'Closed', template: 'closed' }), 201);
    expectData(await admin.put('/policy-templates', { name: 'closed', policy: {} }));
    expect(expectData(await admin.get<PolicyVersion>(at('/policy', project.projectId)))).toMatchObject({ version: 1, policy: { rules: [{ id: 'closed' }] } });
  });

  it('when they are listed, then the stored ones come first, and those of the release after them', async () => {
    expectData(await admin.put('/policy-templates', { name: 'cautious', policy: {} })); // In place of the one of the release.
    const first = expectData(await admin.get<Page<PolicyTemplate>>('/policy-templates?limit=1'));
    expect(first.items).toEqual([{ name: 'cautious', policy: {}, version: 1, updatedAt: expect.any(String), updatedBy: admin.me.user.userId }]);
    const rest = expectData(await admin.get<Page<PolicyTemplate>>(`/policy-templates?cursor=${first.nextCursor}`));
    expect(rest.items.filter(({ updatedAt }) => updatedAt === null).map(({ name }) => name)).toEqual(expect.arrayContaining(['business-hours', 'default', 'maintenance']));
    expect(rest.items.map(({ name }) => name)).not.toContain('cautious');
  });

  it('when a project names a template of the release, then it begins with that', async () => {
    const project = expectData(await admin.post<Project>('/projects', { name: 'Shifts', template: 'business-hours' }), 201);
    expect(expectData(await admin.get<PolicyVersion>(at('/policy', project.projectId))).policy.executionWindows).toHaveLength(2);
  });

  it.each([
    ['a project names one that is not there', 'post', '/projects', { name: 'X', template: 'nothing' }, '/template'],
    ['a template has an unsound policy', 'put', '/policy-templates', { name: 'x', policy: { rules: [{ id: 'x', effect: 'reject', when: 1 }] } }, '/policy/rules/0/when'],
    ['a template has a name that is none', 'put', '/policy-templates', { name: 'A b', policy: {} }, '/name'],
  ] as const)('when %s, then it is 422 with the path', async (_when, method, path, body, issue) => {
    expect(await admin[method](path, body)).toMatchObject({ status: 422, body: { issues: [{ path: issue }] } });
  });

  it('when the cursor is made up, then it is 422', async () => {
    expect((await admin.get(`/policy-templates?cursor=${Buffer.from('nothing').toString('base64url')}`)).status).toBe(422);
  });
});

describe('role mappings', () => {
  const mapped = (role: string, userId: string) => ({ roleMappings: [{ role, when: { '==': [{ val: ['user', 'id'] }, userId] } }] });
  const listed = async (session: Session) => expectData(await session.get<Page<Project>>('/projects')).items.map((project) => [project.projectId, project.role]);

  it('when a mapping holds for somebody who is no member, then he has the role on every path, and loses it with the policy', async () => {
    const person = await createUser(admin);
    const other = await createUser(admin);
    expectData(await admin.put(at('/policy'), mapped('operator', person.me.user.userId)));
    expect(expectData(await person.get<Project>(at('')))).toMatchObject({ projectId, role: 'operator' });
    expect(await listed(person)).toEqual([[projectId, 'operator']]);
    expect(expectData(await person.post<SimulatedExecution>(at('/intents/simulate'), step))).toMatchObject({ status: 'success' });
    expect((await person.put(at('/policy'), {})).status).toBe(403);
    expect((await other.get(at(''))).status).toBe(404);
    expect(await listed(other)).toEqual([]);

    expectData(await admin.put(at('/policy'), {}));
    expect((await person.get(at(''))).status).toBe(404);
    expect(await listed(person)).toEqual([]);
  });

  it('when somebody is a member, then his membership goes before the mapping', async () => {
    const viewer = await createMember(admin, projectId, 'viewer');
    expectData(await admin.put(at('/policy'), mapped('admin', viewer.me.user.userId)));
    expect(await listed(viewer)).toEqual([[projectId, 'viewer']]);
    expect((await viewer.put(at('/policy'), {})).status).toBe(403);
  });

  it('when a mapping errs, then it gives nothing', async () => {
    const person = await createUser(admin); // Without an address.
    expectData(await admin.put(at('/policy'), { roleMappings: [{ role: 'admin', when: { ends_with: [{ val: ['user', 'email'] }, 'x'] } }] }));
    expect((await person.get(at(''))).status).toBe(404);
    expect(await listed(person)).toEqual([]);
  });
});
