import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Approval } from '../../contract/approval.ts';
import type { Plan } from '../../contract/plan.ts';
import { expectData } from '../support/http.ts';
import { type ApprovalsStage, openApprovals } from './approvals-stage.ts';
import type { Asked } from './stage.ts';

const set = (value: unknown): Asked => ({ actionId: 'demo.counter.set', inputs: { value } as Asked['inputs'] });
const INCREMENT: Asked = { actionId: 'demo.counter.increment' };
const WHOLE = { atomicity: 'plan' } as const;

describe('4.15 Atomic plans', () => {
  let stage: ApprovalsStage;
  beforeAll(async () => {
    stage = await openApprovals();
  });

  const planOf = async (planId: string) => expectData(await stage.admin.session.get<Plan>(stage.at(`/plans/${planId}`)));
  const version = async () => (await stage.state()).version;

  it('when every step passes, then all of them are committed, a row and a version each', async () => {
    const before = await version();
    const plan = await stage.asker.runPlan([set(1), set(2), set(3)], WHOLE);
    expect(plan).toMatchObject({ status: 'succeeded', atomicity: 'plan', currentStep: 3 });
    expect(plan.executions.map(({ requestId, status, stateVersion }) => [requestId, status, stateVersion])).toEqual([0, 1, 2].map((index) => [`${plan.planId}#${index}`, 'success', before + index + 1]));
    expect(await stage.counter()).toBe(3);
  });

  it('when one step is refused, then nothing is kept, the state version stands still, and each step is recorded once', async () => {
    const before = await stage.state();
    const plan = await stage.asker.runPlan([set(50), set('x'), set(51)], WHOLE);
    expect(plan).toMatchObject({ status: 'rejected', currentStep: 0, error: { code: 'input_invalid' } });
    expect(plan.executions.map(({ status, error, diff }) => [status, error?.code, diff.length])).toEqual([['rejected', 'invalid_intent', 0], ['rejected', 'input_invalid', 0], ['rejected', 'invalid_intent', 0]]);
    expect(plan.executions[0]?.error?.detail).toContain('step 2');
    expect(await stage.state()).toEqual(before);
    expect((await stage.executions()).filter(({ planId }) => planId === plan.planId)).toHaveLength(3);
  });

  it('when a step is held, then the whole plan waits as one approval, and runs as a whole once it is allowed', async () => {
    await stage.asker.runPlan([set(10)], WHOLE);
    const waiting = await stage.asker.runPlan([set(20), INCREMENT, set(30), INCREMENT], WHOLE);
    expect(waiting).toMatchObject({ status: 'awaiting_approval', currentStep: 0, executions: [{ requestId: `${waiting.planId}#1`, status: 'pending_approval' }] });
    expect(await stage.counter()).toBe(10);
    const approval = await stage.read({ approvalId: waiting.approvalId ?? '' });
    expect(approval).toMatchObject({ planId: waiting.planId, intent: null, status: 'pending', diff: [{ path: '/demo.counter/value', old: 10, value: 31 }], executionId: waiting.executions[0]?.executionId });
    expect(approval.steps).toMatchObject([set(20), { actionId: 'demo.counter.increment', inputs: { amount: 1 } }, set(30), { actionId: 'demo.counter.increment' }]);
    const pending = expectData(await stage.admin.session.get<{ items: Approval[] }>(stage.at('/approvals?status=pending'))).items;
    expect(pending.filter(({ planId }) => planId === waiting.planId)).toHaveLength(1);

    expect((await stage.vote(stage.asker, approval, 'approve')).status).toBe(403);
    expect(expectData(await stage.vote(stage.second, approval, 'approve'))).toMatchObject({ status: 'approved' });
    expect(await planOf(waiting.planId)).toMatchObject({ status: 'succeeded', currentStep: 4, executions: [0, 1, 2, 3].map(() => ({ status: 'success' })) });
    expect(await stage.counter()).toBe(31);
  });

  it('when the request for a plan is denied, then no step runs', async () => {
    const before = await stage.counter();
    const waiting = await stage.asker.runPlan([set(77), INCREMENT], WHOLE);
    expectData(await stage.vote(stage.second, await stage.read({ approvalId: waiting.approvalId ?? '' }), 'deny'));
    expect(await planOf(waiting.planId)).toMatchObject({ status: 'rejected', error: { code: 'approval_denied' }, executions: [{ status: 'rejected' }, { status: 'rejected' }] });
    expect(await stage.counter()).toBe(before);
  });

  it('when the state that a plan rests on moves, then its request is stale, and asking anew leads to the end', async () => {
    const waiting = await stage.asker.runPlan([set(77), INCREMENT], WHOLE);
    const approval = await stage.read({ approvalId: waiting.approvalId ?? '' });
    await stage.admin.run(set(5));
    expect(await stage.read(approval)).toMatchObject({ status: 'stale', moved: [{ path: '/demo.counter/value', is: 5 }] });
    expect((await stage.vote(stage.second, approval, 'approve')).status).toBe(409);
    const anew = expectData(await stage.call(stage.asker, approval, 'refresh'));
    expect(anew).toMatchObject({ planId: waiting.planId, status: 'pending', diff: [{ old: 5, value: 78 }] });
    expectData(await stage.vote(stage.second, anew, 'approve'));
    expect(await planOf(waiting.planId)).toMatchObject({ status: 'succeeded', error: null });
    expect(await stage.counter()).toBe(78);
  });

  it('when a plan that waits is cancelled, then its request is cancelled with it', async () => {
    const waiting = await stage.asker.runPlan([set(1), INCREMENT], WHOLE);
    expect(expectData(await stage.asker.session.post<Plan>(stage.at(`/plans/${waiting.planId}/cancel`)))).toMatchObject({ status: 'cancelled' });
    const approval = await stage.read({ approvalId: waiting.approvalId ?? '' });
    expect(approval).toMatchObject({ status: 'cancelled' });
    expect((await stage.vote(stage.second, approval, 'approve')).status).toBe(409);
  });
});
