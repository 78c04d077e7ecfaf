import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Budget } from '../../contract/project.ts';
import { expectData } from '../support/http.ts';
import { openStage, type Stage } from './stage.ts';

describe('4.3 Action budgets', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ actionBudgets: { 'demo.counter.increment': { daily: 3 }, 'flags.set_rollout': { daily: 2 } } });
  });

  const budget = async () => expectData(await stage.admin.session.get<Budget>(stage.at('/budget')));

  it('when an action has used up its own budget, then it is refused, and others go on', async () => {
    const statuses = await Promise.all(Array.from({ length: 8 }, () => stage.admin.run({ actionId: 'demo.counter.increment' })));
    expect(statuses.filter(({ status }) => status === 'success')).toHaveLength(3);
    for (const { error } of statuses.filter(({ status }) => status !== 'success')) expect(error).toMatchObject({ code: 'action_budget_exceeded', gate: 'budget' });
    expect(await stage.counter()).toBe(3);
    expect((await budget()).actions['demo.counter.increment']).toEqual({ limit: 3, spent: 3 });
    expect(await stage.admin.run({ actionId: 'demo.counter.set', inputs: { value: 1 } })).toMatchObject({ status: 'success' });
  });

  it('when an action has several versions, then they spend one budget', async () => {
    const move = (actionId: string, percent: number) => stage.admin.run({ actionId, inputs: { flag: 'dark_mode', percent } });
    expect(await move('flags.set_rollout@v1', 50)).toMatchObject({ status: 'success', cost: 1 });
    expect(await move('flags.set_rollout@v2', 45)).toMatchObject({ status: 'success', cost: 1 });
    expect(await move('flags.set_rollout@v1', 40)).toMatchObject({ status: 'rejected', error: { code: 'action_budget_exceeded' } });
    expect((await budget()).actions['flags.set_rollout']).toEqual({ limit: 2, spent: 2 });
  });

  it('when the limit is raised, then what was spent still counts', async () => {
    await stage.setPolicy({ actionBudgets: { 'demo.counter.increment': { daily: 4 } } });
    expect(await stage.admin.run({ actionId: 'demo.counter.increment' })).toMatchObject({ status: 'success' });
    expect(await stage.admin.run({ actionId: 'demo.counter.increment' })).toMatchObject({ status: 'rejected', error: { code: 'action_budget_exceeded' } });
  });
});
