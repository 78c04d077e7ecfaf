import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../local/free-port.ts';
import { sharedHouse } from '../support/house.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { openBeside, startApi, startPair, type Beside } from './beside.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';

const TOKEN = 'a-token-for-metrics';

describe('8.6 Metrics', () => {
  let database: TestDatabase;
  let first: Beside;
  let second: Beside;
  let stage: Stage;
  let sql: Sql;
  let ports: { api: number; worker: number };
  beforeAll(async () => {
    const house = await sharedHouse();
    database = await createTestDatabase();
    ports = { api: await freePort(), worker: await freePort() };
    const pair = await startPair(house, 'metrics', { DATABASE_URL: database.url, METRICS_PORT: String(ports.api), WORKER_METRICS_PORT: String(ports.worker) });
    first = pair.beside;
    second = await openBeside(house, { DATABASE_URL: database.url, TASK_QUEUE: 'metrics', METRICS_TOKEN: TOKEN });
    await startApi(second);
    stage = await openStage({}, pair.house);
    sql = await openSql(database.url);
    await stage.admin.run({ actionId: 'demo.counter.increment', inputs: { amount: 1 } });
    await stage.admin.run({ actionId: 'demo.counter.increment', inputs: { amount: 1 } });
    await stage.admin.run({ actionId: 'demo.counter.increment', inputs: { amount: 'much' } });
    await stage.admin.run({ actionId: 'nobody.knows.this' });
  });
  afterAll(async () => {
    await sql.close();
    await first.stop();
    await second.stop();
    await database.drop();
  });

  const read = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}/metrics`, { headers });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };
  const fromFirst = async () => (await read(`http://127.0.0.1:${ports.api}`)).text;
  const fromSecond = async () => (await read(second.url, { authorization: `Bearer ${TOKEN}` })).text;
  const valueOf = (text: string, sample: string) => Number(text.split('\n').find((line) => line.startsWith(`${sample} `))?.split(' ').at(-1));

  it('when something ran, then executions are counted by status and action, and an unknown action is "other"', async () => {
    const { status, type, text } = await read(`http://127.0.0.1:${ports.api}`);
    expect({ status, type }).toEqual({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' });
    expect(valueOf(text, 'engine_execution_total{status="success",action="demo.counter.increment@v1"}')).toBe(2);
    expect(valueOf(text, 'engine_execution_total{status="rejected",action="demo.counter.increment@v1"}')).toBe(1);
    expect(valueOf(text, 'engine_execution_total{status="rejected",action="other"}')).toBe(1);
    expect(text).not.toContain('nobody.knows.this');
  });

  it('when something ran, then its duration stands in a histogram whose last bucket is its count', async () => {
    const text = await fromFirst();
    const labels = 'status="success",action="demo.counter.increment@v1"';
    expect(valueOf(text, `engine_execution_duration_seconds_bucket{${labels},le="+Inf"}`)).toBe(2);
    expect(valueOf(text, `engine_execution_duration_seconds_count{${labels}}`)).toBe(2);
    const [row] = await sql.rows<{ seconds: number }>("select sum(duration_ms) / 1000 as seconds from execution where status = 'success'");
    expect(valueOf(text, `engine_execution_duration_seconds_sum{${labels}}`)).toBeCloseTo(row?.seconds ?? -1, 6);
  });

  it('when costs were spent, then the total equals the ledger, in every process and however often it is read', async () => {
    const ledger = async () => Number((await sql.rows<{ cost: number }>('select coalesce(sum(cost), 0)::float8 as cost from budget_entry'))[0]?.cost);
    for (let round = 0; round < 3; round += 1) {
      await stage.admin.run({ actionId: 'demo.counter.increment', inputs: { amount: 1 } });
      const spent = await ledger();
      expect(spent).toBeGreaterThan(0);
      const texts = [await fromFirst(), await fromSecond(), await fromSecond()];
      expect(texts.map((text) => valueOf(text, 'budget_consumption_total'))).toEqual([spent, spent, spent]);
    }
  });

  it('when two processes of api answer, then both say the same of the engine', async () => {
    const engine = (text: string) => text.split('\n').filter((line) => /^(engine_execution|budget_|active_projects|outbox_depth)/.test(line)).sort();
    expect(engine(await fromSecond())).toEqual(engine(await fromFirst()));
  });

  it('when a project is locked, then it is no longer among the active ones', async () => {
    const before = valueOf(await fromFirst(), 'active_projects');
    expect(before).toBeGreaterThan(0);
    await stage.admin.session.post(stage.at('/lock'), {});
    expect(valueOf(await fromFirst(), 'active_projects')).toBe(before - 1);
    await stage.admin.session.post(stage.at('/unlock'), {});
    expect(valueOf(await fromFirst(), 'active_projects')).toBe(before);
  });

  it('when an effect waits to leave, then the outbox says how many wait and how long', async () => {
    expect(valueOf(await fromFirst(), 'outbox_depth')).toBe(0);
    await sql.rows("insert into outbox (effect_id, project_id, execution_id, ordinal, kind, request, status, created_at) values ('e1', 'p', 'x', 0, 'http', '{}', 'pending', now() - interval '1 minute')");
    const text = await fromFirst();
    expect(valueOf(text, 'outbox_depth')).toBe(1);
    expect(valueOf(text, 'outbox_age_seconds')).toBeGreaterThanOrEqual(60);
    await sql.rows("delete from outbox where effect_id = 'e1'");
  });

  it('when requests were answered, then they are counted by the name of their route and the class of their status', async () => {
    const text = await fromFirst();
    expect(valueOf(text, 'http_request_duration_seconds_count{route="postIntent",status="2xx"}')).toBeGreaterThan(0);
    expect(text).not.toContain(stage.projectId);
  });

  it('when a process answers, then it tells of its event loop and its connections', async () => {
    const worker = await read(`http://127.0.0.1:${ports.worker}`);
    for (const text of [await fromFirst(), worker.text]) {
      expect(valueOf(text, 'nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
      expect(valueOf(text, 'db_pool_connections{state="idle"}')).toBeGreaterThanOrEqual(0);
    }
  });

  it.each([
    ['the public port of an api without a token', () => first.url, {}, 404],
    ['the same as a browser', () => first.url, { accept: 'text/html' }, 404],
    ['an api with a token, without it', () => second.url, {}, 401],
    ['an api with a token, with another', () => second.url, { authorization: 'Bearer another-token-at-all' }, 401],
    ['an api with a token, with it', () => second.url, { authorization: `Bearer ${TOKEN}` }, 200],
  ])('when %s is asked, then the answer is as it should be', async (_when, url, headers, status) => {
    expect((await read(url(), headers as Record<string, string>)).status).toBe(status);
  });
});
