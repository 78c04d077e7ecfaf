import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { whenReady } from '../../local/applications.ts';
import { signIn } from '../support/http.ts';
import { openBeside, startApi, type Beside } from './beside.ts';
import { expectConsistent } from './expect-consistent.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Actor, type Stage } from './stage.ts';

describe('13.5 Two api and two worker processes', () => {
  let stage: Stage;
  let second: Actor;
  let beside: Beside;
  let sql: Sql;
  beforeAll(async () => {
    stage = await openStage();
    beside = await openBeside(stage.house);
    const worker = await beside.start('worker');
    const api = await startApi(beside);
    await whenReady({ url: beside.url, children: [worker, api] });
    sql = await openSql(stage.house.databaseUrl);
    const session = await signIn(beside.url, { username: 'admin', password: stage.house.adminPassword });
    second = { ...stage.admin, session, run: async (intent) => (await session.post<Awaited<ReturnType<Actor['run']>>>(stage.at('/intents'), { inputs: {}, ...intent })).body.data };
  });
  afterAll(async () => {
    await sql.close();
    await beside.stop();
  });

  it('when 200 increments come at once through both, then the counter is 200, and no version is missing', async () => {
    const executions = await Promise.all(Array.from({ length: 200 }, (_none, index) => (index % 2 === 0 ? stage.admin : second).run({ actionId: 'demo.counter.increment' })));
    expect(executions.filter(({ status }) => status === 'success')).toHaveLength(200);
    expect(new Set(executions.map(({ executionId }) => executionId)).size).toBe(200);
    expect(await stage.counter()).toBe(200);
    expect(await stage.state()).toMatchObject({ version: 200 });
    expect(executions.map(({ stateVersion }) => stateVersion).toSorted((left, right) => left - right)).toEqual(Array.from({ length: 200 }, (_none, index) => index + 1));
    expect(await expectConsistent(sql, stage.projectId)).toHaveLength(200);
  });

  it('when the same request comes through both at once, then it is executed once, and both get the same row', async () => {
    for (let round = 0; round < 5; round += 1) {
      const intent = { actionId: 'demo.counter.increment', requestId: `twice-${round}` };
      const [one, other] = await Promise.all([stage.admin.run(intent), second.run(intent)]);
      expect(one.executionId).toBe(other?.executionId);
    }
    expect(await stage.counter()).toBe(205);
  });
});
