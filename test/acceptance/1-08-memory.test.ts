import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import type { Fork, ForkRun } from '../../contract/fork.ts';
import type { IntegrityReport } from '../../contract/integrity.ts';
import type { Fact } from '../../contract/memory.ts';
import { expectData } from '../support/http.ts';
import { openApprovals } from './approvals-stage.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Actor, type Asked, type Stage } from './stage.ts';

const SECRET = 'kontor-93ac-never-shown';
const KEY = 'berth-93ac-never-shown';
const set = (value: number): Asked => ({ actionId: 'demo.counter.set', inputs: { value } });
const remember = (key: string, value: unknown = SECRET): Asked => ({ actionId: 'memory.remember', inputs: { key, value: JSON.parse(JSON.stringify(value)) } });
const forget = (key: string): Asked => ({ actionId: 'memory.forget', inputs: { key } });

let sql: Sql;
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  sql = await openSql(stage.house.databaseUrl);
});
afterAll(() => sql.close());

const listed = async (at: Stage['at'], { session }: Actor = stage.admin) => expectData(await session.get<{ items: Fact[] }>(at('/memory'))).items;
const put = async (key: string, value: unknown, who: Actor = stage.admin, at = stage.at) => expectData(await who.session.put<Execution>(at(`/memory/${key}`), { value }));
const remove = async (key: string, who: Actor = stage.admin, at = stage.at) => expectData(await who.session.delete<Execution>(at(`/memory/${key}`)));

describe('1.8 Memory alignment', () => {
  it('when a fact is put, read, replaced and deleted, then each change is an execution, and the state stands still', async () => {
    await stage.admin.run(set(7));
    const before = await stage.state();
    const value = { city: 'Hamburg', gates: [1, 2, null] };
    expect(await put('site', value)).toMatchObject({ status: 'success', actionId: 'memory.remember@v1', trigger: 'api', diff: [], stateVersion: before.version, userId: stage.admin.userId });
    expect(expectData(await stage.admin.session.get<Fact>(stage.at('/memory/site')))).toEqual({ key: 'site', value, updatedAt: expect.any(String) });
    expect(await put('site', 'Kiel')).toMatchObject({ status: 'success' });
    expect(await listed(stage.at)).toEqual([{ key: 'site', value: 'Kiel', updatedAt: expect.any(String) }]);
    expect(await remove('site')).toMatchObject({ status: 'success', actionId: 'memory.forget@v1' });
    expect((await stage.admin.session.get(stage.at('/memory/site'))).status).toBe(404);
    expect(await remove('site')).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
    expect(await stage.state()).toEqual(before);
    expect((await stage.executions()).filter(({ actionId }) => actionId.startsWith('memory.')).map(({ status }) => status)).toEqual(['failed', 'success', 'success', 'success']);
  });

  it('when memory changes, then it counts for rates, quota and budgets like any action', async () => {
    const limited = await openStage({ actionBudgets: { 'memory.remember': { daily: 1 } } });
    expect(await put('a', 1, limited.admin, limited.at)).toMatchObject({ status: 'success', cost: 1 });
    expect(await put('b', 1, limited.admin, limited.at)).toMatchObject({ status: 'rejected', error: { code: 'action_budget_exceeded', gate: 'budget' } });
    expect(await listed(limited.at, limited.admin)).toMatchObject([{ key: 'a' }]);
  });

  it.each(['locked', 'archived'])('when the project is %s, then memory is refused at the first gate and can still be read', async (status) => {
    const closed = await openStage();
    await put('site', 1, closed.admin, closed.at);
    expectData(await closed.admin.session.post(closed.at(status === 'locked' ? '/lock' : '/archive')));
    for (const execution of [await put('site', 2, closed.admin, closed.at), await remove('site', closed.admin, closed.at)]) expect(execution).toMatchObject({ status: 'rejected', error: { code: `project_${status}`, gate: 'lifecycle' } });
    expect(await listed(closed.at, closed.admin)).toMatchObject([{ key: 'site', value: 1 }]);
  });

  it('when it is simulated, then all gates are asked and nothing is remembered', async () => {
    const { admin, at } = await openStage();
    expect(await admin.simulate(remember(KEY))).toMatchObject({ status: 'success', simulated: true, diff: [], intent: { inputs: { key: { redacted: true }, value: { redacted: true } } } });
    expect(await admin.simulate(forget(KEY))).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
    const preview = await admin.simulatePlan([remember(KEY), forget(KEY), forget(KEY)]);
    expect(preview.steps.map(({ status }) => status)).toEqual(['success', 'success', 'failed']);
    expect(JSON.stringify(preview)).not.toMatch(/never-shown/);
    expect(await listed(at, admin)).toEqual([]);
  });

  it('when it is tried on a fork, then it fails and says why, and whoever promotes the fork remembers nothing', async () => {
    const { admin, at } = await openStage();
    const { forkId } = expectData(await admin.session.post<Fork>(at('/forks'), {}), 201);
    const run = expectData(await admin.session.post<ForkRun>(at(`/forks/${forkId}/plans`), { steps: [remember(KEY), set(4)] }));
    expect(run.steps).toMatchObject([{ status: 'failed', message: expect.stringContaining('A fork has no memory') }, { status: 'success' }]);
    expect(JSON.stringify(run)).not.toMatch(/never-shown/);
    expectData(await admin.session.post(at(`/forks/${forkId}/promote`), { run: true }));
    expect(await listed(at, admin)).toEqual([]);
  });

  it('when a plan remembers and then breaks as a whole, then nothing is remembered', async () => {
    const { admin, at } = await openStage();
    const broken = await admin.runPlan([remember(KEY), forget('nothing-there')], { atomicity: 'plan' });
    expect(broken.status).toBe('failed');
    expect(await listed(at, admin)).toEqual([]);
    const whole = await admin.runPlan([remember(KEY), set(5), remember('other', 2), forget('other')], { atomicity: 'plan' });
    expect([whole.status, JSON.stringify([broken, whole]).includes('never-shown')]).toEqual(['succeeded', false]);
    expect(await listed(at, admin)).toMatchObject([{ key: KEY, value: SECRET }]);
    expect((await admin.runPlan([remember('other', 3), forget(KEY)], { mode: 'assisted' })).status).toBe('succeeded');
    expect(await listed(at, admin)).toMatchObject([{ key: 'other', value: 3 }]);
  });

  it('when people have to agree, then they are shown no fact, and the one who asked is who remembers it', async () => {
    const { asker, second, vote, ask, at, rowsOf } = await openApprovals({ approvals: [{ id: 'by-hand', when: { actions: ['memory.*'] } }] });
    const approval = await ask(remember(KEY), asker);
    expect(JSON.stringify(approval)).not.toMatch(/never-shown/);
    expect(await listed(at, asker)).toEqual([]);
    expectData(await vote(second, approval, 'approve'));
    expect((await rowsOf(approval)).at(-1)).toMatchObject({ status: 'success', userId: asker.userId });
    expect(await listed(at, asker)).toMatchObject([{ key: KEY, value: SECRET }]);
    expect(await listed(at, second)).toEqual([]);
  });

  it('when it is said in the chat, then it is remembered, and forgotten, and what is unclear is asked for', async () => {
    const { admin, at } = await openStage();
    expect(await admin.say('remember that my site is Hamburg')).toMatchObject({ status: 'done', reply: { kind: 'executed', executionIds: [expect.any(String)] } });
    expect(await listed(at, admin)).toMatchObject([{ key: 'site', value: 'Hamburg' }]);
    const asked = await admin.say('forget a fact');
    expect(asked).toMatchObject({ status: 'clarifying', reply: { kind: 'clarification', missing: [{ name: 'key' }] } });
    await admin.say('site', { sessionId: asked.sessionId });
    expect(await listed(at, admin)).toEqual([]);
  });

  it('when every row, event and log line is read, then no key and no value stands in them, and the chain is whole', async () => {
    await stage.admin.run(remember(KEY));
    await put(KEY, { deep: [SECRET] });
    await stage.admin.runPlan([remember(`${KEY}.2`)]);
    await remove(KEY);
    await stage.admin.run({ actionId: 'memory.remembr', inputs: { key: KEY, value: SECRET } });
    await stage.admin.session.put(stage.at(`/memory/${KEY}!`), { value: SECRET });
    for (const table of ['execution', 'event', 'attempt', 'plan', 'state_delta', 'state_checkpoint', 'component_state', 'budget_entry', 'outbox', 'approval', 'session_fact']) {
      const rows = await sql.rows<{ text: string }>(`select (to_jsonb(t) ${table === 'session_fact' ? "- 'key'" : ''})::text as text from ${table} t where t.project_id = $1`, [stage.projectId]);
      expect([table, rows.filter(({ text }) => text.includes('never-shown') || text.includes(Buffer.from('never-shown').toString('hex')))]).toEqual([table, []]);
    }
    for (const room of ['api', 'worker']) {
      const text = readFileSync(join(stage.house.directory, 'logs', `${room}.log`), 'utf8');
      expect([room, text.length > 1_000, text.includes('never-shown')]).toEqual([room, true, false]);
    }
    expect(JSON.stringify(await stage.executions())).not.toMatch(/never-shown/);
    expect(expectData(await stage.admin.session.get<IntegrityReport>(stage.at('/integrity')))).toMatchObject({ ok: true, problems: [] });
  });
});
