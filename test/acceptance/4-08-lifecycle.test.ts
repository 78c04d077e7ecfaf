import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Project } from '../../contract/project.ts';
import type { Turn } from '../../contract/turn.ts';
import { expectData } from '../support/http.ts';
import { entryPaths } from './entry-paths.ts';
import { openStage, type Stage } from './stage.ts';

const wish = { actionId: 'demo.counter.increment', inputs: { amount: 5 }, message: 'add 5' };

const stops = [
  { status: 'locked', close: 'lock', open: 'unlock', code: 'project_locked' },
  { status: 'archived', close: 'archive', open: 'unarchive', code: 'project_archived' },
] as const;

describe.each(stops)('4.8 Lifecycle: a project that is $status', ({ status, close, open, code }) => {
  let stage: Stage;
  let pending: Turn;
  let draft: Plan;
  beforeAll(async () => {
    stage = await openStage();
    await stage.admin.run({ actionId: 'demo.counter.set', inputs: { value: 3 } });
    pending = await stage.admin.say('reset the counter');
    draft = expectData(await stage.admin.session.post<Plan>(stage.at('/plans'), { steps: [{ actionId: 'demo.counter.increment', inputs: {} }] }));
    expect(expectData(await stage.admin.session.post<Project>(stage.at(`/${close}`)))).toMatchObject({ status });
  });

  it.each(entryPaths)('when $name asks for something, then it is refused at the first gate', async ({ ask, rehearses }) => {
    const count = (await stage.executions()).length;
    expect(await ask(stage, stage.admin, wish)).toEqual({ status: 'rejected', code });
    const [newest, ...older] = await stage.executions();
    expect(older).toHaveLength(rehearses ? count - 1 : count);
    if (!rehearses) expect(newest).toMatchObject({ status: 'rejected', error: { code, gate: 'lifecycle' }, trace: [{ gate: 'lifecycle', verdict: 'refuse' }, ...Array(12).fill({ verdict: 'skipped' })] });
    expect(await stage.counter()).toBe(3);
  });

  it.each(['revert', 'intents', 'intents/simulate'])('when %s asks for an earlier version, then it is refused at the first gate', async (path) => {
    const [body, rehearses] = path === 'revert' ? [{ version: 0, confirmed: true }, false] : [{ actionId: 'system.revert', inputs: { version: 0 }, confirmed: true }, path.endsWith('simulate')];
    const { length } = await stage.executions();
    expect(expectData(await stage.admin.session.post<Execution>(stage.at(`/${path}`), body))).toMatchObject({ status: 'rejected', actionId: 'system.revert@v1', error: { code, gate: 'lifecycle' }, diff: [] });
    expect(await stage.executions()).toHaveLength(rehearses ? length : length + 1);
    expect(await stage.counter()).toBe(3);
  });

  it('when a chat message would become a plan, then the turn ends refused', async () => {
    expect(await stage.admin.say('set the counter to 1, then add 5')).toMatchObject({ status: 'done', reply: { kind: 'refused', executionIds: [] } });
  });

  it('when what was pending is confirmed, then it is refused', async () => {
    const turn = expectData(await stage.admin.session.post<Turn>(stage.at(`/turns/${pending.turnId}/confirm`)));
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'refused' } });
    expect((await stage.executions())[0]).toMatchObject({ turnId: pending.turnId, error: { code } });
    expect(await stage.counter()).toBe(3);
  });

  it('when a draft is run, then its first step is refused', async () => {
    expect(expectData(await stage.admin.session.post<Plan>(stage.at(`/plans/${draft.planId}/run`)))).toMatchObject({ status: 'rejected', executions: [{ error: { code } }] });
    expect(await stage.counter()).toBe(3);
  });

  it.each(['', '/state', '/executions', '/registry', '/budget', '/policy', '/members', '/plans', '/sessions'])('when its %s is read, then it is answered', async (path) => {
    expect((await stage.admin.session.get(stage.at(path))).status).toBe(200);
  });

  it('when it is administered, then a locked project allows it, and an archived one does not', async () => {
    expect((await stage.admin.session.put(stage.at('/policy'), {})).status).toBe(status === 'locked' ? 200 : 409);
  });

  it('when it is purged, then every way in finds nothing', async () => {
    const doomed = await openStage();
    const { name } = expectData(await doomed.admin.session.get<Project>(doomed.at('')));
    await doomed.admin.session.post(doomed.at(`/${close}`));
    expectData(await doomed.house.adminSession.post(doomed.at('/purge'), { confirmed: true, name }));
    for (const { ask } of entryPaths) await expect(ask(doomed, doomed.admin, wish)).rejects.toThrow('404');
  });

  it('when it is opened again, then everything runs', async () => {
    expect(expectData(await stage.admin.session.post<Project>(stage.at(`/${open}`)))).toMatchObject({ status: 'active' });
    for (const { name, ask } of entryPaths) expect({ name, ...(await ask(stage, stage.admin, wish)) }).toEqual({ name, status: 'success', code: null });
    expect(await stage.counter()).toBe(3 + 5 * entryPaths.filter(({ rehearses }) => !rehearses).length);
  });
});
