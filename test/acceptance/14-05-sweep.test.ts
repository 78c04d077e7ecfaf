import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Backtest } from '../../contract/backtest.ts';
import type { Plan } from '../../contract/plan.ts';
import type { OpenWork } from '../../contract/open-work.ts';
import type { Turn } from '../../contract/turn.ts';
import { restartWork } from '../../temporal/restart-work.ts';
import { startSweep } from '../../temporal/start-sweep.ts';
import { expectData } from '../support/http.ts';
import { openOpenWorkStage, type OpenWorkStage } from './open-work-stage.ts';
import type { Sql } from './sql.ts';
import type { Stage } from './stage.ts';
import type { TemporalView } from './temporal-view.ts';
import type { Unstarted } from './unstarted.ts';

const STEPS = [{ actionId: 'demo.counter.increment', inputs: {} }, { actionId: 'demo.counter.increment', inputs: {} }];

let opened: OpenWorkStage;
let stage: Stage;
let unstarted: Unstarted;
let view: TemporalView;
let sql: Sql;
beforeAll(async () => {
  opened = await openOpenWorkStage();
  ({ stage, unstarted, view, sql } = opened);
});
afterAll(() => opened.close());

/** One sweep, as each minute brings it, after everything open is old enough for it. */
async function sweep() {
  await unstarted.age();
  return (await startSweep(view.temporal)).result();
}

const turnOf = async (turnId: string) => expectData(await stage.admin.session.get<Turn>(stage.at(`/turns/${turnId}?waitSeconds=20`)));
const planOf = async (planId: string) => expectData(await stage.admin.session.get<Plan>(stage.at(`/plans/${planId}`)));
const backtestOf = async (id: string) => expectData(await stage.admin.session.get<Backtest>(stage.at(`/policy/backtest/${id}`)));
const draft = async () => expectData(await stage.admin.session.post<Plan>(stage.at('/plans'), { steps: STEPS }));
const work = (kind: OpenWork['kind'], id: string): OpenWork => ({ kind, id, projectId: stage.projectId, userId: stage.admin.userId, actionId: 'demo.counter.increment' });

async function until<Answer>(ask: () => Promise<Answer>, isDone: (answer: Answer) => boolean): Promise<Answer> {
  for (let looks = 0; looks < 100; looks += 1) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come to rest');
}

describe('14.5 A row that no workflow carries', () => {
  it('when a turn was stored and never started, then the sweep has it answered', async () => {
    const { turnId } = await unstarted.turn('set the counter to 7');
    await sweep();
    expect(await turnOf(turnId)).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    expect(await stage.counter()).toBe(7);
  });

  it('when an intent was stored and never started, then the sweep has it executed once', async () => {
    await unstarted.attempt('demo.counter.increment', 'never-started');
    await sweep();
    await sweep();
    const executions = await until(stage.executions, (all) => all.some(({ requestId }) => requestId === 'never-started'));
    expect(executions.filter(({ requestId }) => requestId === 'never-started')).toMatchObject([{ status: 'success' }]);
    expect(await stage.admin.run({ actionId: 'demo.counter.increment', requestId: 'never-started' })).toMatchObject({ status: 'success' });
    expect(await stage.counter()).toBe(8);
  });

  it('when a plan was to run and never started, then the sweep carries it to its end', async () => {
    const { planId } = await draft();
    await unstarted.plan(planId);
    await sweep();
    expect(await until(() => planOf(planId), ({ status }) => status !== 'running')).toMatchObject({ status: 'succeeded', currentStep: 2 });
    expect(await stage.counter()).toBe(10);
  });

  it('when a backtest was stored and never started, or an emptied Temporal has forgotten it, then the sweep has it run', async () => {
    const { backtestId } = await unstarted.backtest();
    await sweep();
    expect(await until(() => backtestOf(backtestId), ({ status }) => status !== 'running')).toMatchObject({ status: 'done', flips: [] });
  });

  it('when a workflow ended and its row stayed open, then the sweep starts it again, and nothing is done twice', async () => {
    const turn = await stage.admin.say('add 5');
    await sql.rows(`update turn set status = 'running', reply = null where turn_id = $1`, [turn.turnId]);
    await sweep();
    expect(await turnOf(turn.turnId)).toMatchObject({ status: 'done', reply: { kind: 'executed', executionIds: turn.reply?.executionIds } });
    expect(await stage.counter()).toBe(15);
  });
});

describe.each([
  ['a turn', 'turn'],
  ['a plan', 'plan'],
  ['an intent', 'intent'],
  ['a backtest', 'backtest'],
] as const)('14.5 The workflow of %s', (_name, kind) => {
  /** A row whose workflow nobody carries on: it stays live until somebody stops it. */
  async function openOne(): Promise<string> {
    const deserted = { ...view.temporal, taskQueue: 'deserted' };
    const id = await store();
    await restartWork(deserted, work(kind, id));
    return id;
  }

  async function store(): Promise<string> {
    switch (kind) {
      case 'turn':
        return (await unstarted.turn('add 1')).turnId;
      case 'plan': {
        const { planId } = await draft();
        await unstarted.plan(planId);
        return planId;
      }
      case 'backtest':
        return (await unstarted.backtest()).backtestId;
      case 'intent':
        return (await unstarted.attempt('demo.counter.increment', `stopped-${Math.random()}`)).attemptId;
    }
  }

  const workflowId = (id: string) => `${kind}/${stage.projectId}/${id}`;

  async function expectClosed(id: string): Promise<void> {
    if (kind === 'turn') expect(await until(() => turnOf(id), ({ status }) => status === 'failed')).toMatchObject({ status: 'failed', reply: { kind: 'error', text: expect.stringMatching('cancelled.*stopped in Temporal') } });
    if (kind === 'plan') expect(await until(() => planOf(id), ({ status }) => status !== 'running')).toMatchObject({ status: 'cancelled', error: { detail: expect.stringMatching('stopped in Temporal') } });
    if (kind === 'backtest') expect(await until(() => backtestOf(id), ({ status }) => status !== 'running')).toMatchObject({ status: 'failed', error: expect.stringMatching('stopped in Temporal') });
    if (kind === 'intent') expect(await sql.rows(`select 1 from attempt where attempt_id = $1 and closed_at is not null`, [id])).toHaveLength(1);
  }

  it('when it is live, then the sweep leaves it alone; when it is terminated in Temporal Web, then its row is closed as cancelled', async () => {
    const before = await stage.counter();
    const id = await openOne();
    const { runId } = await view.describe(workflowId(id));
    expect((await sweep()).live).toBeGreaterThan(0);
    expect(await view.describe(workflowId(id))).toMatchObject({ runId, status: { name: 'RUNNING' } });

    await view.temporal.client.workflow.getHandle(workflowId(id)).terminate('by hand');
    await sweep();
    await expectClosed(id);
    await sweep();
    expect(await view.describe(workflowId(id))).toMatchObject({ runId, status: { name: 'TERMINATED' } });
    expect(await stage.counter()).toBe(before);
  });
});

describe('14.5 The sweep itself', () => {
  it('when a worker runs, then Temporal has a schedule that sweeps each minute, one at a time', async () => {
    const { spec, policies, action } = await view.temporal.client.schedule.getHandle('sweep/gatehouse').describe();
    expect(spec.intervals).toMatchObject([{ every: 60_000 }]);
    expect(policies.overlap).toBe('SKIP');
    expect(action).toMatchObject({ workflowType: 'sweep' });
  });

  it('when it runs, then its history holds ids alone', async () => {
    await unstarted.turn('a message that nobody else may read');
    await unstarted.age();
    const handle = await startSweep(view.temporal);
    await handle.result();
    const decoded = JSON.stringify(await handle.fetchHistory());
    expect((await view.rawHistory(handle.workflowId)).text).not.toContain('nobody else');
    expect(decoded).not.toContain('nobody else');
  });

  it('when rows have expired, then they are deleted, and the others stay', async () => {
    for (const [name, day] of [['old', '-1 day'], ['new', '1 day']]) {
      await sql.rows(`insert into login_session (session_hash, user_id, csrf_token, created_at, last_seen_at, expires_at) values ($1, $2, 'c', now(), now(), now() + $3::interval)`, [name, stage.admin.userId, day]);
      await sql.rows(`insert into sign_in_link (token_hash, user_id, expires_at) values ($1, $2, now() + $3::interval)`, [name, stage.admin.userId, day]);
    }
    await sweep();
    expect(await sql.rows(`select session_hash from login_session where session_hash in ('old', 'new')`)).toEqual([{ session_hash: 'new' }]);
    expect(await sql.rows(`select token_hash from sign_in_link where token_hash in ('old', 'new')`)).toEqual([{ token_hash: 'new' }]);
  });

  it('when a project has new executions, then its records are verified', async () => {
    await stage.admin.run({ actionId: 'demo.counter.increment' });
    await sql.rows(`update integrity_check set checked_at = now() - interval '1 hour' where project_id = $1`, [stage.projectId]);
    await sweep();
    const [check] = await sql.rows<{ fresh: boolean; problems: unknown[] }>(`select checked_at > now() - interval '1 minute' as fresh, problems from integrity_check where project_id = $1`, [stage.projectId]);
    expect(check).toMatchObject({ fresh: true, problems: [] });
  });
});
