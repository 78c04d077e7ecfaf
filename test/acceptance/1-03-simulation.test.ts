import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Budget } from '../../contract/project.ts';
import { expectData } from '../support/http.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Actor, type Asked, type Stage } from './stage.ts';

const GATES = ['lifecycle', 'action', 'visibility', 'role', 'schema', 'window', 'policy', 'rate', 'quota', 'budget', 'preconditions', 'confirmation', 'approval'];

const TABLES = ['execution', 'event', 'budget_entry', 'outbox', 'attempt', 'plan', 'turn', 'state_delta', 'state_checkpoint'] as const;

describe('1.3 Simulation', () => {
  let stage: Stage;
  let operator: Actor;
  let viewer: Actor;
  let sql: Sql;

  beforeAll(async () => {
    stage = await openStage({ limits: { rate: { perMinute: 50 }, quota: { perDay: 50 }, budget: { daily: 9 } } });
    [operator, viewer] = [await stage.join('operator'), await stage.join('viewer')];
    sql = await openSql(stage.house.databaseUrl);
    await stage.admin.run({ actionId: 'demo.counter.set', inputs: { value: 3 } });
  });
  afterAll(() => sql.close());

  /** Everything that a project has in the database, as one comparable value. */
  async function everything(): Promise<unknown> {
    const counts: Record<string, unknown> = {};
    for (const table of TABLES) counts[table] = await sql.rows(`select count(*)::int as count from ${table} where project_id = $1`, [stage.projectId]);
    const components = await sql.rows('select * from component_state where project_id = $1 order by component_id', [stage.projectId]);
    const head = await sql.rows('select * from project_head where project_id = $1', [stage.projectId]);
    const budget = expectData(await stage.admin.session.get<Budget>(stage.at('/budget')));
    return { counts, components, head, budget, state: await stage.state() };
  }

  /** The same without the turns, and the events that tell of them. */
  async function unspoken(): Promise<unknown> {
    const kept = TABLES.filter((table) => table !== 'turn' && table !== 'event');
    const counts = await Promise.all(kept.map((table) => sql.rows(`select count(*)::int as count from ${table} where project_id = $1`, [stage.projectId])));
    return { counts, state: await stage.state(), budget: expectData(await stage.admin.session.get<Budget>(stage.at('/budget'))) };
  }

  const cases: [string, 'admin' | 'operator' | 'viewer', Asked, object][] = [
    ['passes', 'admin', { actionId: 'demo.counter.increment', inputs: { amount: 4 } }, { status: 'success', diff: [{ op: 'replace', path: '/demo.counter/value', value: 7, old: 3 }] }],
    ['changes nothing', 'admin', { actionId: 'demo.counter.set', inputs: { value: 3 } }, { status: 'success', diff: [] }],
    ['costs and passes', 'operator', { actionId: 'flags.set_rollout', inputs: { flag: 'dark_mode', percent: 40 } }, { status: 'success', cost: 1 }],
    ['is unknown', 'admin', { actionId: 'demo.nothing' }, { status: 'rejected', error: { code: 'unknown_action', gate: 'action' } }],
    ['is invalid', 'admin', { actionId: 'demo.counter.set', inputs: { value: 'x' } }, { status: 'rejected', error: { code: 'input_invalid', gate: 'schema' } }],
    ['is not allowed', 'viewer', { actionId: 'demo.counter.set', inputs: { value: 4 } }, { status: 'rejected', error: { code: 'permission_denied', gate: 'role' } }],
    ['is hidden', 'operator', { actionId: 'flags.purge', inputs: { flag: 'new_pricing' } }, { status: 'rejected', error: { code: 'action_not_visible', gate: 'visibility' } }],
    ['is over the budget', 'admin', { actionId: 'flags.kill_switch', confirmed: true }, { status: 'rejected', error: { code: 'budget_exceeded', gate: 'budget' } }],
    ['fails a precondition', 'admin', { actionId: 'flags.set_rollout', inputs: { flag: 'new_pricing', percent: 5 } }, { status: 'rejected', error: { code: 'precondition_failed', preconditionId: 'flag-enabled' } }],
    ['wants a confirmation', 'admin', { actionId: 'demo.counter.reset' }, { status: 'rejected', error: { code: 'confirmation_required', gate: 'confirmation' } }],
    ['breaks an invariant', 'admin', { actionId: 'std.slider.set', inputs: { value: 500 } }, { status: 'failed', error: { code: 'invariant_violation' } }],
  ];

  it.each(cases)('when an intent that %s is simulated, then the answer is whole and nothing moves', async (_what, who, intent, expected) => {
    const before = await everything();
    const caller = { admin: stage.admin, operator, viewer }[who];
    const simulated = await caller.simulate(intent);
    expect(simulated).toMatchObject({ ...expected, simulated: true, executionId: null, projectId: stage.projectId, approvalsNeeded: [] });
    expect(simulated.trace.map(({ gate }) => gate)).toEqual(GATES);
    expect(simulated.nextState).toHaveProperty('components');
    expect(await everything()).toEqual(before);
  });

  it('when an intent is simulated, then its next state is what the commit then makes', async () => {
    const intent = { actionId: 'demo.counter.increment', inputs: { amount: 2 } };
    const simulated = await stage.admin.simulate(intent);
    const executed = await stage.admin.run(intent);
    expect(executed).toMatchObject({ status: simulated.status, diff: simulated.diff, cost: simulated.cost, message: simulated.message, stateVersion: simulated.stateVersion });
    expect(simulated.nextState.components).toEqual((await stage.state()).components);
  });

  it('when a plan is simulated, then its steps are folded, and nothing moves', async () => {
    const before = await everything();
    const value = await stage.counter();
    const preview = await stage.admin.simulatePlan([
      { actionId: 'demo.counter.set', inputs: { value: 100 } },
      { actionId: 'demo.counter.set', inputs: { value: 'no number' } },
      { actionId: 'demo.counter.increment', inputs: { amount: 5 } },
    ]);
    expect(preview).toMatchObject({ status: 'rejected', cost: 2, diff: [{ path: '/demo.counter/value', old: value, value: 105 }] });
    expect(preview.steps.map(({ status, simulated }) => [status, simulated])).toEqual([['success', true], ['rejected', true], ['success', true]]);
    expect(preview.nextState.components).toMatchObject({ 'demo.counter': { value: 105 } });
    expect(await everything()).toEqual(before);
  });

  it('when messages are simulated, then their replies say what would happen, and nothing but the turns is stored', async () => {
    const value = await stage.counter();
    const before = await unspoken();
    const one = await stage.admin.say('increment the counter by 3', { simulate: true });
    const many = await stage.admin.say('set the counter to 40, then add 2', { simulate: true });
    const unsure = await stage.admin.say('reset the counter', { simulate: true });
    expect(one).toMatchObject({ simulate: true, status: 'done', reply: { kind: 'plan', executionIds: [], simulation: [{ status: 'success', simulated: true, diff: [{ old: value, value: value + 3 }] }] } });
    expect(many.reply?.simulation?.map(({ diff }) => diff[0]?.value)).toEqual([40, 42]);
    expect(unsure).toMatchObject({ status: 'done', reply: { text: expect.stringContaining('after a confirmation') } });
    expect(await stage.admin.say('yes', { sessionId: unsure.sessionId })).toMatchObject({ reply: { executionIds: [] } });
    expect(await unspoken()).toEqual(before);
  });

  it('when much is simulated, then no rate limit is reached', async () => {
    const own = await openStage({ limits: { rate: { perMinute: 1 } } });
    for (let round = 0; round < 5; round += 1) {
      expect(await own.admin.simulate({ actionId: 'demo.counter.increment' })).toMatchObject({ status: 'success' });
    }
    expect(await own.admin.run({ actionId: 'demo.counter.increment' })).toMatchObject({ status: 'success' });
    expect(await own.admin.simulate({ actionId: 'demo.counter.increment' })).toMatchObject({ status: 'rejected', error: { code: 'rate_limit' } });
  });
});
