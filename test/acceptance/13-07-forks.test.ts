import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Approval } from '../../contract/approval.ts';
import type { Execution } from '../../contract/execution.ts';
import type { Fork, ForkDiff, ForkRun, ForkSummary } from '../../contract/fork.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import type { Turn } from '../../contract/turn.ts';
import { applyDiff } from '../domain/state/apply-diff.ts';
import { expectData } from '../support/http.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Actor, type Asked, type Stage } from './stage.ts';

const set = (value: number): Asked => ({ actionId: 'demo.counter.set', inputs: { value } });
const add = (amount: number): Asked => ({ actionId: 'demo.counter.increment', inputs: { amount } });
const TABLES = ['execution', 'event', 'budget_entry', 'outbox', 'attempt', 'plan', 'turn', 'state_delta', 'state_checkpoint', 'component_state', 'approval'] as const;

let sql: Sql;
let stage: Stage;
let operator: Actor;
beforeAll(async () => {
  stage = await openStage();
  operator = await stage.join('operator');
  sql = await openSql(stage.house.databaseUrl);
  for (const value of [10, 20, 30]) await stage.admin.run(set(value));
});
afterAll(() => sql.close());

const countRows = async () => Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, (await sql.rows<{ n: number }>(`select count(*)::int as n from ${table} where project_id = $1`, [stage.projectId]))[0]?.n] as const)));
const fork = async (version?: number, actor = operator) => expectData(await actor.session.post<Fork>(stage.at('/forks'), { version }), 201);
const tryOn = async ({ forkId }: Fork, steps: Asked[], actor = operator) => expectData(await actor.session.post<ForkRun>(stage.at(`/forks/${forkId}/plans`), { steps: steps.map((step) => ({ inputs: {}, ...step })) }));
const read = async ({ forkId }: Fork) => expectData(await operator.session.get<Fork>(stage.at(`/forks/${forkId}`)));

describe('13.7 What-if forks', () => {
  it('when a fork is made from any version, then it has the state of that version, and lasts 30 days', async () => {
    for (const version of [0, 1, 2, 3]) {
      const { components } = expectData(await operator.session.get<Snapshot>(stage.at(`/state?version=${version}`)));
      const made = await fork(version);
      expect(made).toMatchObject({ baseVersion: version, state: { components }, executions: [], executionCount: 0, createdBy: operator.userId });
      expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(30 * 86_400_000);
      expect(await read(made)).toEqual(made);
    }
    expect((await fork()).baseVersion).toBe(3);
    expect((await operator.session.post(stage.at('/forks'), { version: 4 })).status).toBe(404);
    expect((await operator.session.post(stage.at('/forks'), { version: -1 })).status).toBe(422);
  });

  it('when steps are tried, then they add up on the fork, and nothing is written anywhere else', async () => {
    const made = await fork(1);
    const before = await countRows();
    const first = await tryOn(made, [add(5), set(7), { actionId: 'demo.counter.reset' }]);
    expect(first).toMatchObject({ forkId: made.forkId, status: 'rejected', state: { components: { 'demo.counter': { value: 7 } } }, executionCount: 3 });
    expect(first.steps.map(({ status, simulated, executionId, stateVersion }) => [status, simulated, executionId, stateVersion])).toEqual([['success', true, null, 2], ['success', true, null, 3], ['rejected', true, null, 3]]);
    const second = await tryOn(made, [add(1)]);
    expect(second).toMatchObject({ status: 'success', state: { components: { 'demo.counter': { value: 8 } } } });
    expect(await read(made)).toMatchObject({ executions: [...first.steps, ...second.steps], executionCount: 4, state: second.state });
    expect(await countRows()).toEqual(before);
    expect(await stage.counter()).toBe(30);
  });

  it('when rates, quotas and budgets are used up, then a fork goes on, and its other gates refuse as they would', async () => {
    const tight = await openStage({ limits: { rate: { perMinute: 1 }, quota: { perDay: 1 }, budget: { daily: 1 } }, actionBudgets: { 'demo.counter.set': { daily: 1 } } });
    await tight.admin.run(set(1));
    expect((await tight.admin.run(set(2))).status).toBe('rejected');
    const { forkId } = expectData(await tight.admin.session.post<Fork>(tight.at('/forks'), {}), 201);
    const tried = async (steps: Asked[], actor = tight.admin) => expectData(await actor.session.post<ForkRun>(tight.at(`/forks/${forkId}/plans`), { steps }));
    expect((await tried([set(2), set(3), set(4)])).steps.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
    const helper = await tight.join('operator');
    expect((await tried([{ actionId: 'system.revert', inputs: { version: 0 }, confirmed: true }], helper)).steps).toMatchObject([{ status: 'rejected', error: { code: 'permission_denied' } }]);
    expect((await tried([{ actionId: 'system.revert', inputs: { version: 0 }, confirmed: true }])).state.components['demo.counter']).toEqual({ value: 0 });
    expectData(await tight.admin.session.post(tight.at('/lock')));
    expect((await tried([set(2)])).steps).toMatchObject([{ status: 'rejected', error: { code: 'project_locked' } }]);
  });

  it('when something would wait for people, then it says so and goes on as if they agreed', async () => {
    const asking = await openStage({ rules: [{ id: 'asks', effect: 'require_approval', actions: ['demo.counter.set'], when: true, message: 'Ask first.' }] });
    const { forkId } = expectData(await asking.admin.session.post<Fork>(asking.at('/forks'), {}), 201);
    const tried = expectData(await asking.admin.session.post<ForkRun>(asking.at(`/forks/${forkId}/plans`), { steps: [set(4)] }));
    expect(tried).toMatchObject({ steps: [{ status: 'pending_approval', approvalsNeeded: [{ rule: 'asks' }] }], state: { components: { 'demo.counter': { value: 4 } } } });
  });

  it('when a fork is full, then nothing more is tried on it', async () => {
    const made = await fork();
    for (const _round of [1, 2]) await tryOn(made, Array.from({ length: 100 }, () => add(1)));
    const answer = await operator.session.post(stage.at(`/forks/${made.forkId}/plans`), { steps: [add(1)] });
    expect([answer.status, answer.body.detail]).toEqual([409, expect.stringContaining('at most 200')]);
    expect(await read(made)).toMatchObject({ executionCount: 200, state: { components: { 'demo.counter': { value: 230 } } } });
  });

  it('when two try something at once, then both are on the fork', async () => {
    const made = await fork();
    await Promise.all([1, 2, 3, 4].map((amount) => tryOn(made, [add(amount)])));
    expect(await read(made)).toMatchObject({ executionCount: 4, state: { components: { 'demo.counter': { value: 40 } } } });
  });

  it('when it is compared, then the diff leads from any version, or the head, to the fork', async () => {
    const made = await fork(1);
    const { state } = await tryOn(made, [add(5), { actionId: 'std.text_input.set', inputs: { value: 'ü' } }]);
    for (const against of ['', '?against=0', '?against=2', '?against=head']) {
      const { from, to, diff } = expectData(await operator.session.get<ForkDiff>(stage.at(`/forks/${made.forkId}/diff${against}`)));
      const { components } = expectData(await operator.session.get<Snapshot>(stage.at(`/state?version=${from}`)));
      expect({ to, components: applyDiff(components, diff) }).toEqual({ to: made.forkId, ...state });
    }
    expect((await operator.session.get(stage.at(`/forks/${made.forkId}/diff?against=99`))).status).toBe(404);
    expect((await operator.session.get(stage.at(`/forks/${made.forkId}/diff?against=tail`))).status).toBe(422);
  });

  it('when it is promoted, then a plan of what passed meets every gate, and leads to the state of the fork', async () => {
    const made = await fork();
    const { state } = await tryOn(made, [add(5), { actionId: 'demo.counter.reset' }, { actionId: 'std.slider.set', inputs: { value: 500 } }, { actionId: 'std.slider.set', inputs: { value: 50 } }]);
    const draft = expectData(await operator.session.post<Plan>(stage.at(`/forks/${made.forkId}/promote`), {}));
    expect(draft).toMatchObject({ status: 'draft', mode: 'autonomous', userId: operator.userId, steps: [{ actionId: 'demo.counter.increment' }, { actionId: 'std.slider.set', inputs: { value: 50 } }], preview: { status: 'success', nextState: state } });
    const plan = expectData(await operator.session.post<Plan>(stage.at(`/forks/${made.forkId}/promote`), { run: true }));
    expect(plan).toMatchObject({ status: 'succeeded', executions: [{ status: 'success', planId: plan.planId }, { status: 'success' }] });
    expect((await stage.state()).components).toEqual(state.components);
  });

  it('when the state has moved since, then it is not promoted, unless the caller has seen that version', async () => {
    const made = await fork();
    await tryOn(made, [add(1)]);
    const promote = (headers = {}, body = {}) => operator.session.post<Plan>(stage.at(`/forks/${made.forkId}/promote`), body, headers);
    await stage.admin.run(add(1));
    const { version } = await stage.state();
    const stale = await promote();
    expect([stale.status, stale.body.error]).toEqual([412, 'stale_state']);
    expect((await promote({ 'if-match': `"${made.baseVersion}"` })).status).toBe(412);
    expectData(await promote({ 'if-match': `"${version}"` }));
    expectData(await promote({}, { version }));
  });

  it('when nothing has passed on a fork, then there is nothing to promote', async () => {
    const made = await fork();
    await tryOn(made, [{ actionId: 'demo.counter.reset' }]);
    expect((await operator.session.post(stage.at(`/forks/${made.forkId}/promote`), {})).status).toBe(409);
  });

  it('when somebody else promotes or deletes it, then he has to be an admin', async () => {
    const made = await fork();
    await tryOn(made, [add(0)]);
    const other = await stage.join('operator');
    const at = stage.at(`/forks/${made.forkId}`);
    expect([(await other.session.post(`${at}/promote`, {})).status, (await other.session.delete(at)).status]).toEqual([403, 403]);
    expect((await (await openStage()).admin.session.get(at.replace(stage.projectId, (await openStage()).projectId))).status).toBe(404);
    expectData(await stage.admin.session.delete(at));
    expect((await operator.session.get(at)).status).toBe(404);
    const own = await fork();
    expectData(await operator.session.delete(stage.at(`/forks/${own.forkId}`)));
  });

  it('when they are listed, then the newest comes first, page by page, and expired ones are gone', async () => {
    const other = await openStage();
    const made: Fork[] = [];
    for (const _one of [1, 2, 3]) made.push(expectData(await other.admin.session.post<Fork>(other.at('/forks'), {}), 201));
    const list = async (query: string) => expectData(await other.admin.session.get<{ items: ForkSummary[]; nextCursor: string | null }>(other.at(`/forks?${query}`)));
    const { items, nextCursor } = await list('limit=2');
    const rest = await list(`limit=2&cursor=${nextCursor}`);
    expect([...items, ...rest.items].map(({ forkId }) => forkId)).toEqual(made.map(({ forkId }) => forkId).reverse());
    await sql.rows(`update fork set expires_at = now() - interval '1 s' where fork_id = $1`, [made[1]?.forkId]);
    expect((await list('')).items).toHaveLength(2);
    expect((await other.admin.session.get(other.at(`/forks/${made[1]?.forkId}`))).status).toBe(404);
  });
});

describe('13.7 Revert', () => {
  const revert = async (version: number, body = {}, actor = stage.admin, headers = {}) => expectData(await actor.session.post<Execution>(stage.at('/revert'), { version, ...body }, headers));

  it('when it is confirmed, then the state is again what it was, as one governed execution and a new version', async () => {
    const before = await stage.state();
    const { components } = expectData(await stage.admin.session.get<Snapshot>(stage.at('/state?version=1')));
    expect(await revert(1)).toMatchObject({ status: 'rejected', error: { code: 'confirmation_required', gate: 'confirmation' } });
    const execution = await revert(1, { confirmed: true });
    expect(execution).toMatchObject({ status: 'success', actionId: 'system.revert@v1', trigger: 'api', stateVersion: before.version + 1 });
    const after = await stage.state();
    expect(after).toMatchObject({ version: before.version + 1, components, executionId: execution.executionId });
    expect(applyDiff(before.components, execution.diff)).toEqual(components);
    expect(await revert(before.version, { confirmed: true })).toMatchObject({ status: 'success' });
    expect((await stage.state()).components).toEqual(before.components);
    expect(expectData(await stage.admin.session.get<{ ok: boolean }>(stage.at('/integrity')))).toMatchObject({ ok: true });
  });

  it('when it is simulated, then the diff is shown and nothing moves', async () => {
    const before = await stage.state();
    const simulated = await stage.admin.simulate({ actionId: 'system.revert', inputs: { version: 1 }, confirmed: true });
    expect(simulated).toMatchObject({ status: 'success', simulated: true });
    expect(applyDiff(before.components, simulated.diff)['demo.counter']).toEqual({ value: 10 });
    expect(await stage.state()).toEqual(before);
  });

  it('when it is said in a chat, then it asks, and reverts after a yes', async () => {
    const turn = await stage.admin.say('revert to version 2');
    expect(turn).toMatchObject({ status: 'awaiting_confirmation' });
    expect(await stage.admin.answer(turn, { text: 'yes' })).toMatchObject({ status: 'done', reply: { kind: 'executed' } } satisfies Partial<{ [K in keyof Turn]: unknown }>);
    expect(await stage.counter()).toBe(20);
  });

  it('when the same requestId is repeated, then the same execution is answered', async () => {
    const once = await revert(3, { confirmed: true, requestId: 'back-to-3' });
    expect(await revert(3, { confirmed: true, requestId: 'back-to-3' })).toEqual(once);
    expect(await revert(2, { confirmed: true, requestId: 'back-to-3' })).toMatchObject({ status: 'rejected', error: { code: 'duplicate_request' } });
  });

  it('when the policy asks for people, then it waits for them, and their yes reverts', async () => {
    const asking = await openStage({ approvals: [{ id: 'risky', when: { minRisk: 'high' }, requiredRole: 'admin', quorum: 1 }] });
    const voter = await asking.join('admin');
    for (const value of [1, 2]) await asking.admin.run(set(value));
    const held = expectData(await asking.admin.session.post<Execution>(asking.at('/revert'), { version: 1, confirmed: true }));
    expect(held).toMatchObject({ status: 'pending_approval', diff: [], stateVersion: 2 });
    const at = asking.at(`/approvals/${held.approvalId}`);
    const { digest, diff } = expectData(await voter.session.get<Approval>(at));
    expect(diff).toEqual([{ op: 'replace', path: '/demo.counter/value', value: 1, old: 2 }]);
    expectData(await voter.session.post(`${at}/votes`, { vote: 'approve', digest }));
    for (let looks = 0; looks < 100 && (await asking.counter()) !== 1; looks += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await asking.executions())[0]).toMatchObject({ status: 'success', actionId: 'system.revert@v1', retryOf: held.executionId, stateVersion: 3 });
  });

  it('when the caller may not, or the version is not there, then it is recorded as refused or failed', async () => {
    for (const role of ['viewer', 'operator'] as const) expect(await revert(1, { confirmed: true }, await stage.join(role))).toMatchObject({ status: 'rejected', error: { code: 'permission_denied' } });
    expect(await revert(9_999, { confirmed: true })).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
  });

  it.each([
    ['If-Match names another version', 412, { version: 1, confirmed: true }, { 'if-match': '"0"' }],
    ['the version is no number', 422, { version: 'one' }, {}],
    ['the version is missing', 422, {}, {}],
    ['a key is unknown', 422, { version: 1, force: true }, {}],
  ])('when %s, then it is %i and nothing is recorded', async (_when, status, body, headers) => {
    const { length } = await stage.executions();
    expect((await stage.admin.session.post(stage.at('/revert'), body, headers)).status).toBe(status);
    expect(await stage.executions()).toHaveLength(length);
  });
});
