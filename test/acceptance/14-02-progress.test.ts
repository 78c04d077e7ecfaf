import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Progress, Turn } from '../../contract/turn.ts';
import { expectData } from '../support/http.ts';
import { queryProgress } from '../../temporal/query-progress.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';
import { openTemporal, type TemporalView } from './temporal-view.ts';

const SEEN_WITHIN_MS = 15_000;
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

describe('14.2 Progress', () => {
  let stage: Stage;
  let temporal: TemporalView;
  let sql: Sql;
  beforeAll(async () => {
    stage = await openStage();
    temporal = openTemporal(stage.house);
    sql = await openSql(stage.house.databaseUrl);
  });
  afterAll(async () => {
    await sql.close();
    await temporal.close();
  });

  async function progressOf(path: string): Promise<Progress> {
    const until = Date.now() + SEEN_WITHIN_MS;
    while (Date.now() < until) {
      const { progress } = expectData(await stage.admin.session.get<Turn>(stage.at(path)));
      if (progress) return progress;
      await sleep(100);
    }
    throw new Error(`${path} shows no progress`);
  }

  /** Holds the project as soon as it has a turn that is being interpreted, so that this cannot end. */
  const HOLD_INTERPRETING = `do $$ begin
    while not exists (select 1 from turn where status = 'interpreting' and project_id = current_setting('test.project')) loop perform pg_sleep(0.001); end loop;
    perform 1 from project_head where project_id = current_setting('test.project') for update; end $$`;

  it('when a turn is live, then the API shows phase, gate and since, and no longer once it rests', async () => {
    await sql.rows('begin');
    await sql.rows("select set_config('test.project', $1, true), set_config('statement_timeout', '10s', true)", [stage.projectId]);
    const held = sql.rows(HOLD_INTERPRETING);
    const { turnId } = expectData(await stage.admin.session.post<{ turnId: string }>(stage.at('/turns'), { message: 'add 5' }), 202);
    try {
      await held;
      expect(await progressOf(`/turns/${turnId}`)).toEqual({ phase: 'interpreting', gate: null, since: INSTANT });
    } finally {
      await sql.rows('rollback');
    }
    const turn = expectData(await stage.admin.session.get<Turn>(stage.at(`/turns/${turnId}?waitSeconds=20`)));
    expect(turn.status).toBe('done');
    expect(turn).not.toHaveProperty('progress');
  });

  it('when a workflow is asked by its row, then the query progress answers', async () => {
    const execution = await stage.admin.run({ actionId: 'demo.counter.increment' });
    expect(await queryProgress(temporal.temporal, String(execution.workflowId))).toEqual({ phase: 'recorded', gate: null, since: INSTANT });
    const plan = await stage.admin.runPlan([{ actionId: 'demo.counter.increment' }]);
    expect(await queryProgress(temporal.temporal, String(plan.workflowId))).toEqual({ phase: 'succeeded', gate: null, since: INSTANT });
  });

  it('when people are waited for, then it names the gate', async () => {
    const held = await openStage({ approvals: [{ id: 'all', when: {}, requiredRole: 'admin', quorum: 1 }] });
    const { approvalId, workflowId } = await held.admin.run({ actionId: 'demo.counter.increment' });
    const plan = await held.admin.runPlan([{ actionId: 'demo.counter.increment' }]);
    const approval = expectData(await held.admin.session.get<{ workflowId: string }>(held.at(`/approvals/${String(approvalId)}`)));
    const phases = { [String(workflowId)]: 'recorded', [String(plan.workflowId)]: 'awaiting_approval', [approval.workflowId]: 'waiting' };
    for (const [id, phase] of Object.entries(phases)) expect(await queryProgress(temporal.temporal, id)).toEqual({ phase, gate: 'approval', since: INSTANT });
  });
});
