import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';

describe('4.5 Rates', () => {
  let sql: Sql;
  beforeAll(async () => {
    sql = await openSql((await openStage()).house.databaseUrl);
  });
  afterAll(() => sql.close());

  const increment = { actionId: 'demo.counter.increment' };
  const succeed = async (stage: Stage, times: number) => {
    for (let count = 0; count < times; count += 1) expect(await stage.admin.run(increment)).toMatchObject({ status: 'success' });
  };

  /** Makes the oldest counted executions older, as if time had passed since. */
  const age = (stage: Stage, count: number, seconds: number) =>
    sql.rows(`update execution set created_at = created_at - make_interval(secs => $3) where project_id = $1 and rate_seq <= $2`, [stage.projectId, count, seconds]);

  it.each([
    ['perMinute', 60],
    ['perHour', 3_600],
  ] as const)('when %s is used up, then call N+1 is refused until the oldest one leaves the window', async (window, seconds) => {
    const stage = await openStage({ limits: { rate: { [window]: 3 } } });
    await succeed(stage, 3);
    const refused = await stage.admin.run(increment);
    expect(refused).toMatchObject({ status: 'rejected', error: { code: 'rate_limit', gate: 'rate', rule: `limits.rate.${window}` } });
    expect(refused.error?.retryAfterSeconds).toBeGreaterThan(seconds - 30);
    expect(refused.error?.retryAfterSeconds).toBeLessThanOrEqual(seconds);

    await age(stage, 3, seconds - 30);
    const almost = await stage.admin.run(increment);
    expect(almost).toMatchObject({ status: 'rejected', error: { code: 'rate_limit' } });
    expect(almost.error?.retryAfterSeconds).toBeLessThanOrEqual(30);

    await age(stage, 1, 31); // It slides: one place is free, and no more.
    await succeed(stage, 1);
    expect(await stage.admin.run(increment)).toMatchObject({ status: 'rejected', error: { code: 'rate_limit' } });
  });

  it('when calls come at once, then exactly as many pass as the rate allows', async () => {
    const stage = await openStage({ limits: { rate: { perMinute: 5 } } });
    const executions = await Promise.all(Array.from({ length: 15 }, () => stage.admin.run(increment)));
    expect(executions.filter(({ status }) => status === 'success')).toHaveLength(5);
    expect(await stage.counter()).toBe(5);
  });

  it('when attempts are refused or simulated, then they do not consume, and failed ones do', async () => {
    const stage = await openStage({ limits: { rate: { perMinute: 2 } } });
    for (let count = 0; count < 3; count += 1) {
      expect(await stage.admin.run({ actionId: 'demo.counter.set', inputs: { value: 'x' } })).toMatchObject({ status: 'rejected', error: { code: 'input_invalid' } });
      expect(await stage.admin.run({ actionId: 'demo.counter.reset' })).toMatchObject({ status: 'rejected', error: { code: 'confirmation_required' } });
      await stage.admin.simulate(increment);
    }
    await succeed(stage, 1);
    expect(await stage.admin.run({ actionId: 'std.slider.set', inputs: { value: 900 } })).toMatchObject({ status: 'failed' });
    expect(await stage.admin.run(increment)).toMatchObject({ status: 'rejected', error: { code: 'rate_limit' } });
  });

  it('when the rate is zero, then nothing passes', async () => {
    const stage = await openStage({ limits: { rate: { perMinute: 0 } } });
    expect(await stage.admin.run(increment)).toMatchObject({ status: 'rejected', error: { code: 'rate_limit' } });
  });

  it('when a project is new, then its rate is 60 a minute', async () => {
    const stage = await openStage({ limits: { rate: { perMinute: 60, perHour: 1000 }, budget: { daily: 500 } } });
    const executions = await Promise.all(Array.from({ length: 61 }, () => stage.admin.run(increment)));
    expect(executions.filter(({ status }) => status === 'success')).toHaveLength(60);
    expect(executions.find(({ status }) => status === 'rejected')).toMatchObject({ error: { code: 'rate_limit', rule: 'limits.rate.perMinute' } });
  });
});
