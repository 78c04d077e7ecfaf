import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan } from '../../contract/plan.ts';
import { expectData } from '../support/http.ts';
import { openStage, type Stage } from './stage.ts';
import { openTemporal, type TemporalView } from './temporal-view.ts';

describe('14.1 Everything is a workflow', () => {
  let stage: Stage;
  let temporal: TemporalView;
  beforeAll(async () => {
    stage = await openStage();
    temporal = openTemporal(stage.house);
  });
  afterAll(() => temporal.close());

  const workflowOf = async (workflowId: string | null) => {
    const { type, status } = await temporal.ended(String(workflowId));
    return { type, status: status.name };
  };

  it('when an intent is run, then its row names its workflow', async () => {
    const execution = await stage.admin.run({ actionId: 'demo.counter.increment' });
    expect(execution.workflowId).toMatch(new RegExp(`^intent/${stage.projectId}/[0-9a-f]{64}$`));
    expect(await workflowOf(execution.workflowId)).toEqual({ type: 'intentRun', status: 'COMPLETED' });
  });

  it('when an intent is refused, then its row names its workflow as well', async () => {
    expect(await workflowOf((await stage.admin.run({ actionId: 'demo.counter.reset' })).workflowId)).toEqual({ type: 'intentRun', status: 'COMPLETED' });
  });

  it('when a turn is opened, then turn and execution name the workflow of the turn', async () => {
    const turn = await stage.admin.say('add 5');
    expect(turn.workflowId).toBe(`turn/${stage.projectId}/${turn.turnId}`);
    expect(await workflowOf(turn.workflowId)).toMatchObject({ type: 'chatTurn' });
    expect((await stage.executions())[0]).toMatchObject({ turnId: turn.turnId, workflowId: turn.workflowId });
  });

  it('when a turn becomes a plan, then the plan has a workflow of its own, and its executions name it', async () => {
    const turn = await stage.admin.say('set the counter to 42, then add 5');
    const plan = expectData(await stage.admin.session.get<Plan>(stage.at(`/plans/${turn.reply?.planId}`)));
    expect(plan.workflowId).toBe(`plan/${stage.projectId}/${plan.planId}`);
    expect(await workflowOf(plan.workflowId)).toEqual({ type: 'planRun', status: 'COMPLETED' });
    expect(plan.executions.map(({ workflowId }) => workflowId)).toEqual([plan.workflowId, plan.workflowId]);
  });

  it('when a plan is run over the API, then its row names its workflow', async () => {
    const plan = await stage.admin.runPlan([{ actionId: 'demo.counter.increment' }]);
    expect(await workflowOf(plan.workflowId)).toEqual({ type: 'planRun', status: 'COMPLETED' });
  });
});
