import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Budget } from '../../contract/project.ts';
import { expectData } from '../support/http.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';

describe('4.4 Daily budget', () => {
  let stage: Stage;
  let sql: Sql;
  beforeAll(async () => {
    stage = await openStage({ limits: { budget: { daily: 50 } } });
    sql = await openSql(stage.house.databaseUrl);
  });
  afterAll(() => sql.close());

  const budget = async () => expectData(await stage.admin.session.get<Budget>(stage.at('/budget'))).daily;

  it('when 100 intents of cost 1 meet a budget of 50 at once, then exactly 50 succeed, and every account of it agrees', async () => {
    const executions = await Promise.all(Array.from({ length: 100 }, () => stage.admin.run({ actionId: 'demo.counter.increment' })));
    expect(executions.filter(({ status, cost }) => status === 'success' && cost === 1)).toHaveLength(50);
    expect(executions.filter(({ status, error }) => status === 'rejected' && error?.code === 'budget_exceeded' && error.gate === 'budget')).toHaveLength(50);
    expect(await stage.counter()).toBe(50);

    expect(await budget()).toMatchObject({ limit: 50, spent: 50, reserved: 0, remaining: 0 });
    const ledger = await sql.rows('select sum(cost)::int as cost, count(*)::int as count, max(project_total)::int as total from budget_entry where project_id = $1', [stage.projectId]);
    expect(ledger).toEqual([{ cost: 50, count: 50, total: 50 }]);
  });

  it('when the budget is raised, then only the difference is left', async () => {
    await stage.setPolicy({ limits: { budget: { daily: 52 } } });
    expect(await budget()).toMatchObject({ limit: 52, spent: 50, remaining: 2 });
    expect(await stage.admin.run({ actionId: 'flags.limit_partial', inputs: { count: 3 } })).toMatchObject({ status: 'success', cost: 2 });
    expect(await stage.admin.run({ actionId: 'demo.counter.increment' })).toMatchObject({ status: 'rejected', error: { code: 'budget_exceeded' } });
  });

  it('when an action costs more than is left, then it is refused, and a cheaper one still passes', async () => {
    await stage.setPolicy({ limits: { budget: { daily: 53 } } });
    expect(await stage.admin.run({ actionId: 'flags.limit_partial', inputs: { count: 2 } })).toMatchObject({ status: 'rejected', error: { code: 'budget_exceeded' } });
    expect(await stage.admin.run({ actionId: 'demo.counter.increment' })).toMatchObject({ status: 'success' });
  });

  it('when yesterday ends, then the budget is whole again', async () => {
    await sql.rows("update budget_entry set at = at - interval '1 day' where project_id = $1", [stage.projectId]);
    expect(await budget()).toMatchObject({ limit: 53, spent: 0, remaining: 53 });
    expect(await stage.admin.run({ actionId: 'demo.counter.increment' })).toMatchObject({ status: 'success' });
    expect(await budget()).toMatchObject({ spent: 1, remaining: 52 });
  });
});
