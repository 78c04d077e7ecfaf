import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan } from '../../contract/plan.ts';
import type { Turn } from '../../contract/turn.ts';
import { expectData } from '../support/http.ts';
import { openApprovals } from './approvals-stage.ts';
import { openStage, type Stage } from './stage.ts';
import { openTemporal } from './temporal-view.ts';

describe('1.5 Multi-step planning', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });

  const planOf = async (planId: string | undefined) => expectData(await stage.admin.session.get<Plan>(stage.at(`/plans/${planId}`)));

  it('when one message holds two steps, then one stored plan with its preview runs them in order', async () => {
    const turn = await stage.admin.say('set the counter to 42, then add 5');
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'plan' } });
    const plan = await planOf(turn.reply?.planId);
    expect(plan).toMatchObject({
      status: 'succeeded',
      turnId: turn.turnId,
      currentStep: 2,
      steps: [{ actionId: 'demo.counter.set', inputs: { value: 42 } }, { actionId: 'demo.counter.increment', inputs: { amount: 5 } }],
      preview: { status: 'success', nextState: { components: { 'demo.counter': { value: 47 } } } },
      executions: [
        { status: 'success', planId: plan.planId, turnId: turn.turnId, requestId: `${plan.planId}#0`, diff: [{ value: 42 }] },
        { status: 'success', planId: plan.planId, turnId: turn.turnId, requestId: `${plan.planId}#1`, diff: [{ old: 42, value: 47 }] },
      ],
    });
    expect(turn.reply?.executionIds).toEqual(plan.executions.map(({ executionId }) => executionId));
    expect(await stage.counter()).toBe(47);
  });

  it('when one message holds one step, then it stays an intent', async () => {
    const turn = await stage.admin.say('add 5');
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    expect(turn.reply?.planId).toBeUndefined();
    expect((await stage.executions())[0]).toMatchObject({ turnId: turn.turnId, planId: null });
  });

  it('when a step of a message would be refused, then the plan is stored with its preview and nothing runs', async () => {
    const before = await stage.counter();
    const turn = await stage.admin.say('set the counter to 1; set dark mode to 250%');
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'plan', executionIds: [] } });
    expect(await planOf(turn.reply?.planId)).toMatchObject({ status: 'draft', preview: { status: 'rejected' }, executions: [] });
    expect(await stage.counter()).toBe(before);
  });

  it('when a step of a message wants a confirmation, then the plan waits, and yes runs all of it once', async () => {
    const asked = await stage.admin.say('set the counter to 7, then reset the counter');
    expect(asked).toMatchObject({ status: 'awaiting_confirmation', reply: { confirmation: { steps: [{ title: 'Set the counter' }, { title: 'Reset the counter' }] } } });
    expect(await planOf(asked.reply?.planId)).toMatchObject({ status: 'draft', preview: { status: 'success' }, executions: [] });
    const done = await stage.admin.say('yes', { sessionId: asked.sessionId });
    expect(done).toMatchObject({ status: 'done' });
    expect(await planOf(asked.reply?.planId)).toMatchObject({ status: 'succeeded', executions: [{ status: 'success' }, { status: 'success' }] });
    expect(await stage.counter()).toBe(0);
  });

  it('when a plan is posted and not run, then it is a draft with its preview until it is run', async () => {
    const steps = [{ actionId: 'demo.counter.set', inputs: { value: 9 } }, { actionId: 'demo.counter.increment', inputs: {} }];
    const draft = expectData(await stage.admin.session.post<Plan>(stage.at('/plans'), { steps }));
    expect(draft).toMatchObject({ status: 'draft', executions: [], preview: { nextState: { components: { 'demo.counter': { value: 10 } } } } });
    expect(await stage.counter()).toBe(0);
    expect(expectData(await stage.admin.session.post<Plan>(stage.at(`/plans/${draft.planId}/run`)))).toMatchObject({ status: 'succeeded' });
    expect(await stage.counter()).toBe(10);
  });

  it('when a step is refused, then the plan is rejected there and the later steps do not run', async () => {
    const plan = await stage.admin.runPlan([
      { actionId: 'demo.counter.set', inputs: { value: 20 } },
      { actionId: 'demo.counter.set', inputs: { value: 'x' } },
      { actionId: 'demo.counter.increment' },
    ]);
    expect(plan).toMatchObject({ status: 'rejected', currentStep: 1, executions: [{ status: 'success' }, { status: 'rejected' }], error: { code: 'input_invalid' } });
    expect(await stage.counter()).toBe(20);
  });

  it('when a step of a posted plan is held, then the steps before it stay, and the plan goes on by itself once people allow it', async () => {
    const held = await openApprovals();
    const plan = await held.asker.runPlan([{ actionId: 'demo.counter.set', inputs: { value: 3 } }, { actionId: 'demo.counter.increment' }, { actionId: 'std.text_input.set', inputs: { value: 'after' } }]);
    expect(plan).toMatchObject({ status: 'awaiting_approval', currentStep: 1, executions: [{ status: 'success' }, { status: 'pending_approval', approvalId: plan.approvalId }] });
    const approval = await held.read({ approvalId: plan.approvalId ?? '' });
    expect(approval).toMatchObject({ planId: null, intent: { actionId: 'demo.counter.increment' } });
    expectData(await held.vote(held.second, approval, 'approve'));
    expect(await rested(held, plan.planId)).toMatchObject({ status: 'succeeded', currentStep: 3, executions: [{ status: 'success' }, { status: 'success', retryOf: approval.executionId }, { status: 'success' }] });
    expect(await held.counter()).toBe(4);
  });

  it('when a chat plan comes to a step that is held, then the turn waits with it, and ends with the plan', async () => {
    const held = await openApprovals();
    const turn = await held.asker.say('set the counter to 42, then add 5');
    expect(turn).toMatchObject({ status: 'awaiting_approval', reply: { kind: 'plan' } });
    expect(turn.reply?.text).toContain('Step 2 of 2');
    const plan = expectData(await held.asker.session.get<Plan>(held.at(`/plans/${turn.reply?.planId}`)));
    expect(plan).toMatchObject({ status: 'awaiting_approval', currentStep: 1 });
    expectData(await held.vote(held.second, await held.read({ approvalId: plan.approvalId ?? '' }), 'approve'));
    expect(await rested(held, plan.planId)).toMatchObject({ status: 'succeeded' });
    await expectSoon(async () => expectData(await held.asker.session.get<Turn>(held.at(`/turns/${turn.turnId}`))), ({ status }) => status === 'done');
    expect(await held.counter()).toBe(47);
  });

  it('when a plan of ten steps has run, then its workflow has taken at most two events a step', async () => {
    const plan = await stage.admin.runPlan(Array.from({ length: 10 }, () => ({ actionId: 'demo.counter.increment' })), { mode: 'autonomous' });
    expect(plan).toMatchObject({ status: 'succeeded', currentStep: 10 });
    const temporal = openTemporal(stage.house);
    await temporal.ended(String(plan.workflowId));
    const { events } = await temporal.temporal.client.workflow.getHandle(String(plan.workflowId)).fetchHistory();
    await temporal.close();
    expect(events?.length).toBeLessThanOrEqual(20);
  });
});

const MAX_LOOKS = 100;

/** Reads until it is so, or for twenty seconds. */
async function expectSoon<Value>(read: () => Promise<Value>, isSo: (value: Value) => boolean): Promise<Value> {
  let value = await read();
  for (let look = 0; look < MAX_LOOKS && !isSo(value); look += 1) {
    await sleep(200);
    value = await read();
  }
  expect(isSo(value)).toBe(true);
  return value;
}

const rested = (stage: Stage, planId: string) =>
  expectSoon(async () => expectData(await stage.admin.session.get<Plan>(stage.at(`/plans/${planId}`))), ({ status }) => status !== 'running' && status !== 'awaiting_approval');
