import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import { expectData } from '../support/http.ts';
import { openStage, type Actor, type Stage } from './stage.ts';

describe('8.5 Execution time, cost, user and trigger', () => {
  let stage: Stage;
  let operator: Actor;
  beforeAll(async () => {
    stage = await openStage();
    operator = await stage.join('operator');
    await stage.admin.run({ actionId: 'demo.counter.increment' });
    await operator.session.post(stage.at('/intents'), { actionId: 'flags.limit_partial', inputs: { count: 3 } }, { 'sec-fetch-site': 'same-origin' });
    await operator.say('add 5');
    await operator.runPlan([{ actionId: 'demo.counter.increment' }]);
    await operator.run({ actionId: 'flags.kill_switch' });
    await stage.admin.run({ actionId: 'std.slider.set', inputs: { value: 500 } });
    await stage.admin.run({ actionId: 'demo.nothing' });
  });

  it('when attempts were made in every way, then each row says who, how, for how much and for how long', async () => {
    const rows = (await stage.executions()).toReversed();
    const [admin, other] = [stage.admin.userId, operator.userId];
    expect(rows.map(({ userId, trigger, status, cost }) => ({ userId, trigger, status, cost }))).toEqual([
      { userId: admin, trigger: 'api', status: 'success', cost: 1 },
      { userId: other, trigger: 'ui', status: 'success', cost: 2 },
      { userId: other, trigger: 'chat', status: 'success', cost: 1 },
      { userId: other, trigger: 'plan', status: 'success', cost: 1 },
      { userId: other, trigger: 'api', status: 'rejected', cost: 0 },
      { userId: admin, trigger: 'api', status: 'failed', cost: 0 },
      { userId: admin, trigger: 'api', status: 'rejected', cost: 0 },
    ]);
    for (const { durationMs, createdAt, trace } of rows) {
      expect(durationMs).toBeGreaterThan(0);
      expect(durationMs).toBeLessThan(5_000);
      expect(createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(trace).toHaveLength(13);
      for (const { ms } of trace) expect(ms).toBeGreaterThanOrEqual(0);
    }
    expect(rows.map(({ createdAt }) => createdAt)).toEqual(rows.map(({ createdAt }) => createdAt).toSorted());
  });

  const filters: [string, () => string, number][] = [
    ['user', () => operator.userId, 4],
    ['trigger', () => 'chat', 1],
    ['status', () => 'failed', 1],
    ['action', () => 'demo.counter.increment', 3],
  ];

  it.each(filters)('when executions are filtered by %s, then only those rows come', async (name, value, count) => {
    const { items } = expectData(await stage.admin.session.get<{ items: Execution[] }>(stage.at(`/executions?${name}=${value()}`)));
    expect(items).toHaveLength(count);
  });
});
