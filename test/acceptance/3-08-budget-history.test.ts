import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BudgetHistory } from '../../contract/budget-history.ts';
import { expectData } from '../support/http.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';

const DAY_MS = 86_400_000;

describe('3.8 What was spent, and when', () => {
  let stage: Stage;
  let sql: Sql;
  beforeAll(async () => {
    stage = await openStage();
    sql = await openSql(stage.house.databaseUrl);
    await stage.setPolicy({ limits: { budget: { daily: 500, timezone: 'America/New_York' } } });
    for (let count = 0; count < 6; count += 1) await stage.admin.run({ actionId: count < 4 ? 'demo.counter.increment' : 'flags.set_rollout', inputs: count < 4 ? {} : { flag: 'dark_mode', percent: 10 + count } });
    const entries = await sql.rows<{ seq: string }>('select seq from budget_entry where project_id = $1 order by seq', [stage.projectId]);
    for (const [index, { seq }] of entries.entries()) await sql.rows('update budget_entry set at = at - $3::interval where project_id = $1 and seq = $2', [stage.projectId, seq, `${index} days`]);
  });
  afterAll(() => sql.close());

  const history = async (days: number) => expectData(await stage.admin.session.get<BudgetHistory>(stage.at(`/budget/history?days=${days}`)));

  it.each([1, 3, 7, 90])('when %s days are asked for, then they sum up to the ledger, and no hour or day is left out', async (days) => {
    const found = await history(days);
    const [ledger] = await sql.rows<{ cost: number; entries: number }>('select coalesce(sum(cost), 0)::float8 as cost, count(*)::int as entries from budget_entry where project_id = $1 and at >= $2', [stage.projectId, found.from]);
    expect(found).toMatchObject({ timezone: 'America/New_York', step: days === 1 ? 'hour' : 'day', cost: ledger?.cost });
    expect(found.items.reduce((sum, { entries }) => sum + entries, 0)).toBe(ledger?.entries);
    expect(found.actions.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(found.cost);
    if (days > 1) expect(found.items).toHaveLength(days);
    expect(found.items.map(({ at }) => at)).toEqual(found.items.map(({ at }) => at).toSorted());
    expect(found.items[0]?.at).toBe(found.from);
  });

  it('when the clocks were changed in between, then each day begins at its own midnight', async () => {
    const { items } = await history(90);
    const hours = items.map(({ at }) => new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: 'America/New_York' }).format(new Date(at)));
    expect(new Set(hours)).toEqual(new Set(['00']));
    expect(items.every(({ at }, index) => index === 0 || Math.abs(Date.parse(at) - Date.parse(items[index - 1]?.at ?? '') - DAY_MS) <= 3_600_000)).toBe(true);
  });

  it.each(['0', '91', 'x', '1.5'])('when the number of days is %s, then it is 422 and names the field', async (days) => {
    const { status, body } = await stage.admin.session.get(stage.at(`/budget/history?days=${days}`));
    expect([status, body.issues?.[0]?.path]).toEqual([422, '/days']);
  });
});
