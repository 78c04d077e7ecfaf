import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sharedHouse } from '../support/house.ts';
import { startPair, type Beside } from './beside.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Asked, type Stage } from './stage.ts';

const PIN = 'pin-7f3a9c-never-shown';

describe('8.4 Full intent for every attempt', () => {
  let beside: Beside;
  let stage: Stage;
  let sql: Sql;
  beforeAll(async () => {
    const pair = await startPair(await sharedHouse(), 'intents', { PACKS_DIR: join(import.meta.dirname, 'packs'), LOG_LEVEL: 'debug' });
    beside = pair.beside;
    stage = await openStage({}, pair.house);
    sql = await openSql(pair.house.databaseUrl);
  });
  afterAll(async () => {
    await sql.close();
    await beside.stop();
  });

  const attempts: [string, Asked, string][] = [
    ['succeeds', { actionId: 'demo.counter.set', inputs: { value: 4 }, mode: 'interactive' }, 'success'],
    ['is confirmed', { actionId: 'demo.counter.reset', inputs: {}, confirmed: true, mode: 'autonomous' }, 'success'],
    ['is refused', { actionId: 'demo.counter.reset', inputs: {} }, 'rejected'],
    ['is unknown', { actionId: 'demo.nothing@v3', inputs: { deep: { list: [1, 'two', null] } } }, 'rejected'],
    ['does not fit its schema', { actionId: 'demo.counter.set', inputs: { value: 'four', more: true } }, 'rejected'],
    ['fails', { actionId: 'std.slider.set', inputs: { value: 5_000 } }, 'failed'],
  ];

  it.each(attempts)('when an intent %s, then its row holds all of it', async (_what, intent, status) => {
    const { executionId } = await stage.admin.run(intent);
    const [row] = await stage.executions();
    expect(row).toMatchObject({ executionId, status, mode: intent.mode ?? 'assisted' });
    expect(row?.intent).toEqual({ mode: 'assisted', confirmed: false, ...intent });
  });

  it('when defaults were filled in, then the row holds what was run', async () => {
    await stage.admin.run({ actionId: 'demo.counter.increment' });
    expect((await stage.executions())[0]?.intent.inputs).toEqual({ amount: 1 });
  });

  it.each([
    ['is accepted', { pin: PIN, operator: 'night shift' }, 'success'],
    ['is refused', { pin: PIN, operator: 'night shift', extra: 1 }, 'rejected'],
  ])('when an intent with a sensitive input %s, then the value is nowhere, and two equal ones can still be told', async (_what, inputs, status) => {
    const [first, second] = [await stage.admin.run({ actionId: 'plant.pump.unlock', inputs }), await stage.admin.run({ actionId: 'plant.pump.unlock', inputs })];
    expect(first).toMatchObject({ status, intent: { inputs: { operator: 'night shift', pin: { redacted: true, bytes: expect.any(Number) } } } });
    expect(first.intent.inputs['pin']).toEqual(second.intent.inputs['pin']);
    expect(JSON.stringify(await stage.admin.simulate({ actionId: 'plant.pump.unlock', inputs }))).not.toContain(PIN);
  });

  it('when a sensitive input stands in a step of a plan, then the plan hides it too', async () => {
    const plan = await stage.admin.runPlan([{ actionId: 'plant.pump.unlock', inputs: { pin: PIN, operator: 'day shift' } }]);
    expect(plan.status).toBe('succeeded');
    expect(JSON.stringify(plan)).not.toContain(PIN);
  });

  it.each(['execution', 'event', 'attempt', 'outbox', 'plan', 'state_delta', 'component_state', 'budget_entry'])('when the table %s is read, then no secret stands in it', async (table) => {
    const rows = await sql.rows<{ text: string }>(`select t::text as text from ${table} t where t.project_id = $1`, [stage.projectId]);
    expect(rows.filter(({ text }) => text.includes(PIN) || text.includes(Buffer.from(PIN).toString('hex')))).toEqual([]);
  });

  it.each(['api', 'worker'] as const)('when the log of the %s is read at its lowest level, then no secret stands in it', (room) => {
    const text = readFileSync(beside.logFile(room), 'utf8');
    expect(text.length).toBeGreaterThan(1_000);
    expect(text).not.toContain(PIN);
  });
});
