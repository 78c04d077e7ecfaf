import { beforeAll, describe, expect, it } from '@jest/globals';
import { GateName } from '../../contract/decision.ts';
import type { Plan } from '../../contract/plan.ts';
import { expectData } from '../support/http.ts';
import { type Asked, openStage, type Stage } from './stage.ts';

const STEPS: Asked[] = [
  { actionId: 'demo.counter.set', inputs: { value: 40 } },
  { actionId: 'demo.counter.increment', inputs: { amount: 2 } },
  { actionId: 'demo.counter.set', inputs: { value: 'x' } },
  { actionId: 'std.text_input.set', inputs: { value: 'after' } },
];

describe('4.13 Plan preview', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({
      limits: { budget: { daily: 100 } },
      approvals: [{ id: 'by-hand', when: { actions: ['demo.counter.increment'] }, quorum: 2 }],
    });
  });

  it('when a plan is simulated, then every gate of every step, the folded diff, the cost and the approvals needed are shown, and nothing is recorded', async () => {
    const preview = await stage.admin.simulatePlan(STEPS);
    expect(preview.steps.map(({ trace }) => trace.map(({ gate }) => gate))).toEqual(STEPS.map(() => GateName.options));
    expect(preview.steps.map(({ status }) => status)).toEqual(['success', 'pending_approval', 'rejected', 'success']);
    expect(preview.steps[1]?.trace.find(({ gate }) => gate === 'approval')).toMatchObject({ verdict: 'hold', rule: 'by-hand' });
    expect(preview.diff).toEqual([
      { op: 'replace', path: '/demo.counter/value', old: 0, value: 42 },
      expect.objectContaining({ path: '/std.text_input/value', value: 'after' }),
    ]);
    expect(preview.cost).toBe(preview.steps.reduce((sum, { cost }) => sum + cost, 0));
    expect(preview).toMatchObject({ status: 'pending_approval', approvalsNeeded: [{ gate: 'approval', rule: 'by-hand', requiredRole: 'admin', quorum: 2 }] });
    expect(preview.nextState.components).toMatchObject({ 'demo.counter': { value: 42 }, 'std.text_input': { value: 'after' } });
    expect([await stage.counter(), await stage.executions()]).toEqual([0, []]);
  });

  it('when a plan is stored, then it keeps that preview for whoever is to allow it, and its list leaves it out', async () => {
    const plan = expectData(await stage.admin.session.post<Plan>(stage.at('/plans'), { steps: STEPS.slice(0, 2) }));
    expect(plan).toMatchObject({ status: 'draft', preview: { status: 'pending_approval', diff: [{ old: 0, value: 42 }], approvalsNeeded: [{ rule: 'by-hand' }] } });
    const viewer = await stage.join('viewer');
    expect(expectData(await viewer.session.get<Plan>(stage.at(`/plans/${plan.planId}`)))).toEqual(plan);
    const drafts = expectData(await viewer.session.get<{ items: Plan[] }>(stage.at('/plans?status=draft'))).items;
    expect(drafts).toMatchObject([{ planId: plan.planId, preview: null }]);
    expect(expectData(await viewer.session.get<{ items: Plan[] }>(stage.at('/plans?status=running'))).items).toEqual([]);
  });

  it('when a draft is edited, then it is previewed anew with everything that was sent', async () => {
    const draft = expectData(await stage.admin.session.post<Plan>(stage.at('/plans'), { steps: STEPS.slice(0, 2) }));
    const edited = expectData(await stage.admin.session.post<Plan>(stage.at('/plans'), { steps: [{ actionId: 'demo.counter.set', inputs: { value: 7 } }], mode: 'autonomous', atomicity: 'plan', replaces: draft.planId }));
    expect(edited).toMatchObject({ planId: draft.planId, mode: 'autonomous', atomicity: 'plan', preview: { status: 'success', diff: [{ old: 0, value: 7 }] } });
    expect(edited.steps).toHaveLength(1);
    expect(edited.digest).not.toBe(draft.digest);
  });

  it('when the state moves between preview and run, then the gates decide anew', async () => {
    const draft = expectData(await stage.admin.session.post<Plan>(stage.at('/plans'), { steps: [{ actionId: 'demo.counter.set', inputs: { value: 90 } }] }));
    await stage.admin.run({ actionId: 'demo.counter.set', inputs: { value: 30 } });
    const plan = expectData(await stage.admin.session.post<Plan>(stage.at(`/plans/${draft.planId}/run`)));
    expect(plan).toMatchObject({ status: 'succeeded', preview: { diff: [{ old: 0 }] }, executions: [{ diff: [{ old: 30, value: 90 }] }] });
  });
});
