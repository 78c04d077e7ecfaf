import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IntegrityReport } from '../../contract/integrity.ts';
import type { Plan } from '../../contract/plan.ts';
import { expectData } from '../support/http.ts';
import { openApprovals } from './approvals-stage.ts';
import { entryPaths } from './entry-paths.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Actor, type Stage } from './stage.ts';

const increment = { actionId: 'demo.counter.increment', inputs: {} };
const blocked = { status: 'failed', error: { code: 'integrity_violation', gate: null }, diff: [], cost: 0 };

describe('10.5 Integrity', () => {
  let stage: Stage;
  let sql: Sql;
  let viewer: Actor;
  beforeAll(async () => {
    stage = await openStage();
    sql = await openSql(stage.house.databaseUrl);
    viewer = await stage.join('viewer');
    for (let round = 0; round < 3; round += 1) await stage.admin.run(increment);
  });
  afterAll(() => sql.close());

  const verify = async ({ session }: Actor = stage.admin) => expectData(await session.get<IntegrityReport>(stage.at('/integrity')));
  const tamper = (text: string) => sql.rows(text, [stage.projectId]);

  it.each([
    ['an audit row', 'hash', `update execution set cost = cost + 1 where project_id = $1 and seq = 2`, `update execution set cost = cost - 1 where project_id = $1 and seq = 2`],
    [
      'the state',
      'state',
      `update component_state set state = jsonb_set(state, '{value}', to_jsonb((state -> 'value')::int + 90)) where project_id = $1 and component_id = 'demo.counter'`,
      `update component_state set state = jsonb_set(state, '{value}', to_jsonb((state -> 'value')::int - 90)) where project_id = $1 and component_id = 'demo.counter'`,
    ],
    ['a delta', 'delta', `update state_delta set diff = jsonb_set(diff, '{0,value}', '90') where project_id = $1 and version = 2`, `update state_delta set diff = jsonb_set(diff, '{0,value}', '2') where project_id = $1 and version = 2`],
    ['the ledger', 'ledger', `update budget_entry set project_total = project_total - 1 where project_id = $1 and seq = 2`, `update budget_entry set project_total = project_total + 1 where project_id = $1 and seq = 2`],
    ['what is left of the budget', 'ledger', `update project_head set spent_total = spent_total - 1 where project_id = $1`, `update project_head set spent_total = spent_total + 1 where project_id = $1`],
    ['an event', 'event', `update event set data = jsonb_set(data, '{cost}', '90') where project_id = $1 and seq = 1`, `update event set data = jsonb_set(data, '{cost}', '1') where project_id = $1 and seq = 1`],
  ])('when %s is edited in SQL, then verify reports it, executions are blocked until it is repaired, and an admin finds nothing', async (_what, kind, edit, repair) => {
    const { checked } = await verify();
    await tamper(edit);
    const report = await verify(viewer);
    expect(report).toMatchObject({ ok: false, checked, problems: expect.arrayContaining([expect.objectContaining({ kind, detail: expect.any(String) })]) });
    expect(await stage.admin.run(increment)).toMatchObject(blocked);
    expect(await stage.admin.simulate(increment)).toMatchObject({ ...blocked, simulated: true });
    expect((await stage.admin.runPlan([increment])).status).toBe('failed');

    await tamper(repair);
    expect((await verify(viewer)).ok).toBe(true);
    expect(await stage.admin.run(increment)).toMatchObject(blocked); // A viewer does not set it right.
    expect((await verify()).ok).toBe(true);
    expect(await stage.admin.run(increment)).toMatchObject({ status: 'success' });
  });

  it('when records are altered, then nothing runs by any way in, and a grant ends in the same no', async () => {
    const held = await openApprovals();
    await held.admin.run({ actionId: 'demo.counter.set', inputs: { value: 3 } });
    const approval = await held.ask();
    const { forkId } = expectData(await held.admin.session.post<{ forkId: string }>(held.at('/forks'), {}), 201);
    expectData(await held.admin.session.post(held.at(`/forks/${forkId}/plans`), { steps: [{ actionId: 'demo.counter.set', inputs: { value: 5 } }] }));
    const set = { actionId: 'demo.counter.set', inputs: { value: 9 } };
    const edit = (by: number) => sql.rows('update execution set cost = cost + $2 where project_id = $1 and seq = 1', [held.projectId, by]);
    await edit(1);
    try {
      expect(expectData(await held.admin.session.get<IntegrityReport>(held.at('/integrity'))).ok).toBe(false);
      for (const { name, ask } of entryPaths) expect([name, await ask(held, held.admin, { ...set, message: 'set the counter to 9' })]).toMatchObject([name, { status: 'failed' }]);
      expect(expectData(await held.admin.session.post(held.at('/revert'), { version: 0, confirmed: true }))).toMatchObject(blocked);
      expect(expectData(await held.admin.session.post<Plan>(held.at(`/forks/${forkId}/promote`), {})).status).not.toBe('succeeded');
      expectData(await held.vote(held.admin, approval, 'approve'));
      expect((await held.rowsOf(approval)).at(-1)).toMatchObject(blocked);
      expect(await held.counter()).toBe(3);
    } finally {
      await edit(-1);
    }
  });

  it('when the newest rows are deleted and the head is put back, then the end that was seen is missed', async () => {
    await verify();
    await tamper('delete from execution where project_id = $1 and seq = (select max(seq) from execution where project_id = $1)');
    await tamper(`update project_head h set chain_seq = e.seq, chain_hash = e.hash from execution e
      where e.project_id = $1 and h.project_id = $1 and e.seq = (select max(seq) from execution where project_id = $1)`);
    expect((await verify()).problems.map(({ kind }) => kind)).toContain('truncated');
    expect(await stage.admin.run(increment)).toMatchObject(blocked);
  });
});
