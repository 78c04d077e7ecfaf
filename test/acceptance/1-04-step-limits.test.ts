import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan } from '../../contract/plan.ts';
import { expectData } from '../support/http.ts';
import { openStage, type Stage } from './stage.ts';

const steps = (count: number, mode?: 'autonomous') =>
  Array.from({ length: count }, () => ({ actionId: 'demo.counter.increment', inputs: {}, ...(mode && { mode }) }));

describe('1.4 Step limits', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });

  it.each([
    ['interactive', 1],
    ['assisted', 5],
    ['autonomous', 10],
  ] as const)('when a plan in the mode %s has one step more than %i, then it is rejected and no step runs', async (mode, limit) => {
    const before = await stage.counter();
    const count = (await stage.executions()).length;
    const plan = await stage.admin.runPlan(steps(limit + 1), { mode });
    expect(plan).toMatchObject({ status: 'rejected', currentStep: 0, executions: [], error: { code: 'plan_limit_exceeded' } });
    expect(await stage.counter()).toBe(before);
    expect(await stage.executions()).toHaveLength(count);

    const stored = expectData(await stage.admin.session.get<Plan>(stage.at(`/plans/${plan.planId}`)));
    expect(stored).toMatchObject({ status: 'rejected', error: { code: 'plan_limit_exceeded' } });
    expect((await stage.admin.session.post(stage.at(`/plans/${plan.planId}/run`))).status).toBe(409);
    expect(await stage.counter()).toBe(before);
  });

  it.each([
    ['interactive', 1],
    ['assisted', 5],
    ['autonomous', 10],
  ] as const)('when a plan in the mode %s has %i steps, then all of them run', async (mode, limit) => {
    const before = await stage.counter();
    expect(await stage.admin.runPlan(steps(limit), { mode })).toMatchObject({ status: 'succeeded', currentStep: limit });
    expect(await stage.counter()).toBe(before + limit);
  });

  it('when the steps say another mode than their plan, then the mode of the plan decides', async () => {
    expect(await stage.admin.runPlan(steps(2, 'autonomous'), { mode: 'interactive' })).toMatchObject({ status: 'rejected', error: { code: 'plan_limit_exceeded' } });
  });

  it('when a plan that is too long is simulated, then the preview says so', async () => {
    expect(await stage.admin.simulatePlan(steps(6))).toMatchObject({ status: 'rejected', error: { code: 'plan_limit_exceeded' } });
  });

  it('when a chat message asks for more steps than its mode allows, then nothing runs and the reply says so', async () => {
    const before = await stage.counter();
    const turn = await stage.admin.say('set the counter to 1, then add 5', { mode: 'interactive' });
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'refused', executionIds: [] } });
    expect(turn.reply?.text).toContain('2 steps');
    expect(await stage.counter()).toBe(before);
  });
});
