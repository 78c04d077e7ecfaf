import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Child } from '../../local/child.ts';
import type { Execution } from '../../contract/execution.ts';
import { sharedHouse, type HouseFacts } from '../support/house.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { signIn } from '../support/http.ts';
import { openBeside, startApi, type Beside } from './beside.ts';
import { expectConsistent } from './expect-consistent.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';

const TABLES = ['execution', 'state_delta', 'component_state', 'budget_entry', 'event', 'project_head', 'state_checkpoint', 'outbox'] as const;
const WRITTEN = ['execution', 'state_delta', 'component_state', 'budget_entry', 'event', 'project_head'] as const;
const MAX_TRIES = 40;

describe('13.1 One transaction', () => {
  let house: HouseFacts;
  let database: TestDatabase;
  let beside: Beside;
  let sql: Sql;
  let stage: Stage;
  let worker: Child;
  beforeAll(async () => {
    house = await sharedHouse();
    database = await createTestDatabase();
    beside = await openBeside(house, { DATABASE_URL: database.url, TASK_QUEUE: 'faults', CHECKPOINT_EVERY: '7', INTENT_WAIT_MS: '15000' });
    worker = await beside.start('worker');
    await startApi(beside);
    const adminSession = await signIn(beside.url, { username: 'admin', password: house.adminPassword });
    sql = await openSql(database.url);
    stage = await openStage({}, { ...house, url: beside.url, databaseUrl: database.url, adminSession });
    await stage.admin.run({ actionId: 'demo.counter.set', inputs: { value: 1 } });
  });
  afterAll(async () => {
    await sql.close();
    await beside.stop();
    await database.drop();
  });

  async function everything(): Promise<unknown> {
    const rows: Record<string, unknown> = {};
    for (const table of TABLES) rows[table] = await sql.rows(`select t::text from ${table} t where t.project_id = $1 order by 1`, [stage.projectId]);
    return rows;
  }

  it.each(WRITTEN)('when the write of %s fails, then nothing of the commit is left, and once it works again, the intent is committed once', async (table) => {
    const before = await everything();
    const requestId = `fault-${table}`;
    await sql.rows(`create function fault() returns trigger language plpgsql as $$ begin perform nextval('fault_count'); raise exception 'a fault was put here'; end $$`);
    await sql.rows('create sequence fault_count');
    await sql.rows(`create trigger fault after insert or update on ${table} for each row execute function fault()`);
    const answer = stage.admin.run({ actionId: 'demo.counter.increment', requestId });
    try {
      await expectReached();
      expect(await everything()).toEqual(before);
    } finally {
      await sql.rows(`drop trigger fault on ${table}`);
      await sql.rows('drop function fault');
      await sql.rows('drop sequence fault_count');
    }
    expect(await answer).toMatchObject({ status: 'success', requestId });
    expect((await stage.executions()).filter((execution) => execution.requestId === requestId)).toHaveLength(1);
    await expectConsistent(sql, stage.projectId);
  });

  /** Waits until the fault was met at least once. */
  async function expectReached(): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      const [row] = await sql.rows<{ reached: boolean }>('select is_called as reached from fault_count');
      if (row?.reached) return;
      await sleep(50);
    }
    throw new Error('the fault was never met');
  }

  it('when connections are cut inside commits and the worker is killed, then each intent is committed exactly once', async () => {
    const before = await stage.counter();
    const amounts = Array.from({ length: 60 }, (_none, index) => index + 1);
    await cutAtRandom();
    const killed = killTwice();
    const executions = await inParallel(8, amounts, (amount) => untilAnswered({ actionId: 'demo.counter.increment', inputs: { amount }, requestId: `chaos-${amount}` }));
    await killed;
    const [cuts] = await sql.rows<{ count: number }>('select last_value::int as count from cut_count');
    expect(cuts?.count).toBeGreaterThan(3);

    expect(executions.every(({ status }) => status === 'success')).toBe(true);
    const rows = await expectConsistent(sql, stage.projectId);
    const mine = rows.filter(({ requestId }) => requestId.startsWith('chaos-'));
    expect(mine.map(({ requestId }) => requestId).toSorted()).toEqual(amounts.map((amount) => `chaos-${amount}`).toSorted());
    expect(await stage.counter()).toBe(before + amounts.reduce((sum, amount) => sum + amount, 0));
  });

  /** From now on Postgres cuts about every fifth commit off in its middle, wherever that is. */
  async function cutAtRandom(): Promise<void> {
    await sql.rows('create sequence cut_count');
    await sql.rows(`create function cut() returns trigger language plpgsql as $$ begin
      if random() < 0.04 then perform nextval('cut_count'); perform pg_terminate_backend(pg_backend_pid()); end if; return null; end $$`);
    for (const table of WRITTEN) await sql.rows(`create trigger cut after insert or update on ${table} for each row execute function cut()`);
  }

  async function killTwice(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      await sleep(400);
      process.kill(worker.pid, 'SIGKILL');
      await worker.ended;
      worker = await beside.start('worker');
    }
  }

  /** Repeats a request under its id for as long as nothing is known of it. */
  async function untilAnswered(intent: object): Promise<Execution> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const answer = await stage.admin.session.post<Execution>(stage.at('/intents'), intent);
      if (answer.status === 200) return answer.body.data;
      if (answer.status < 500) throw new Error(`${answer.status}: ${answer.body.detail ?? ''}`);
      await sleep(100);
    }
    throw new Error('no answer in the end');
  }
});

/** Does the same with each item, a few at a time. */
async function inParallel<Item, Result>(atOnce: number, items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const waiting = [...items];
  const results: Result[] = [];
  const one = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) results.push(await work(item));
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return results;
}
