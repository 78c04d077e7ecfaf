import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan } from '../../contract/plan.ts';
import type { Project, StoppedProject } from '../../contract/project.ts';
import type { Turn } from '../../contract/turn.ts';
import { openHome } from '../../local/home.ts';
import { restartWork } from '../../temporal/restart-work.ts';
import { startSweep } from '../../temporal/start-sweep.ts';
import { expectData } from '../support/http.ts';
import { logLines } from './log-lines.ts';
import { openOpenWorkStage, type OpenWorkStage } from './open-work-stage.ts';
import type { Sql } from './sql.ts';
import type { Stage } from './stage.ts';
import type { TemporalView } from './temporal-view.ts';
import type { Unstarted } from './unstarted.ts';

const REASON = 'a pump runs dry';

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

const stop = async (body: unknown = { reason: REASON }) => stage.admin.session.post<StoppedProject>(stage.at('/stop'), body);
const turnOf = async (turnId: string) => expectData(await stage.admin.session.get<Turn>(stage.at(`/turns/${turnId}`)));
const planOf = async (planId: string) => expectData(await stage.admin.session.get<Plan>(stage.at(`/plans/${planId}`)));
const ref = { userId: '', actionId: 'demo.counter.increment' };

describe('4.8 The emergency stop', () => {
  it('when something waits, asks or is under way, then all of it is cancelled, and nothing of it runs after the unlock', async () => {
    const deserted = { ...view.temporal, taskQueue: 'deserted' };
    const asking = await stage.admin.say('reset the counter');
    expect(asking.status).toBe('awaiting_confirmation');
    const { turnId } = await unstarted.turn('add 5');
    const { attemptId } = await unstarted.attempt('demo.counter.increment', 'waits');
    const plan = expectData(await stage.admin.session.post<Plan>(stage.at('/plans'), { steps: [{ actionId: 'demo.counter.increment', inputs: {} }] }));
    await unstarted.plan(plan.planId);
    const { projectId } = stage;
    for (const [kind, id] of [['turn', turnId], ['intent', attemptId]] as const) await restartWork(deserted, { ...ref, kind, id, projectId });
    await unstarted.age();

    expect(expectData(await stop())).toMatchObject({ project: { projectId, status: 'locked' }, cancelled: { turns: 2, plans: 1, intents: 1 } });
    expect(await turnOf(asking.turnId)).toMatchObject({ status: 'done', reply: { kind: 'refused', text: expect.stringContaining(REASON) } });
    expect(await turnOf(turnId)).toMatchObject({ status: 'done', reply: { kind: 'refused', text: expect.stringContaining(REASON) } });
    expect(await planOf(plan.planId)).toMatchObject({ status: 'cancelled', executions: [], error: { code: 'project_locked', detail: expect.stringContaining(REASON) } });
    expect(await sql.rows('select 1 from attempt where attempt_id = $1 and closed_at is not null', [attemptId])).toHaveLength(1);

    expectData(await stage.admin.session.post<Project>(stage.at('/unlock')));
    await (await startSweep(view.temporal)).result();
    expect(await stage.executions()).toMatchObject([{ turnId: asking.turnId, error: { code: 'confirmation_required' } }]);
    expect(await stage.counter()).toBe(0);
    expect(await stage.admin.run({ actionId: 'demo.counter.increment' })).toMatchObject({ status: 'success' });
  });

  it('when a plan runs, then it ends after the step that is being carried out, and its caller is answered', async () => {
    const steps = Array.from({ length: 10 }, () => ({ actionId: 'demo.counter.increment', inputs: {} }));
    const before = await stage.counter();
    const running = stage.admin.runPlan(steps, { mode: 'autonomous' });
    for (let looks = 0; looks < 200 && (await stage.counter()) === before; looks += 1);
    expectData(await stop());
    const plan = await running;
    expect(['cancelled', 'succeeded']).toContain(plan.status);
    expect(await stage.counter()).toBe(before + plan.executions.filter(({ status }) => status === 'success').length);
    expect((await planOf(plan.planId)).status).toBe(plan.status);
  });

  it('when it is repeated, then nothing is left to cancel, and the project stays locked', async () => {
    expect(expectData(await stop())).toMatchObject({ project: { status: 'locked' }, cancelled: { turns: 0, plans: 0, intents: 0 } });
    expect(await stage.admin.run({ actionId: 'demo.counter.increment' })).toMatchObject({ status: 'rejected', error: { code: 'project_locked' } });
  });

  it('when it is done, then the log and the events of what was cancelled say why', async () => {
    expect(logLines(openHome(stage.house.directory).logFile('api')).some((line) => line['event'] === 'project-stopped' && line['project_id'] === stage.projectId && line['message'] === REASON)).toBe(true);
    const events = await sql.rows<{ data: string }>(`select data::text as data from event where project_id = $1 and type in ('plan.updated', 'turn.updated')`, [stage.projectId]);
    expect(events.filter(({ data }) => data.includes(REASON)).length).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['an operator asks', 403, { reason: REASON }, 'operator'],
    ['a viewer asks', 403, { reason: REASON }, 'viewer'],
    ['no reason is given', 422, {}, 'admin'],
    ['the reason is empty', 422, { reason: ' ' }, 'admin'],
  ] as const)('when %s, then it is %i', async (_when, status, body, role) => {
    const { session } = role === 'admin' ? stage.admin : await stage.join(role);
    expect((await session.post(stage.at('/stop'), body)).status).toBe(status);
  });

  it('when the project is archived, then it is a conflict', async () => {
    expectData(await stage.admin.session.post<Project>(stage.at('/unlock')));
    expectData(await stage.admin.session.post<Project>(stage.at('/archive')));
    expect((await stop()).status).toBe(409);
  });
});
