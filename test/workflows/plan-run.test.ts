import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/client';
import type { PlanProgress } from '../../contract/activities.ts';
import { ids } from '../../temporal/ids.ts';
import { queryProgress } from '../../temporal/query-progress.ts';
import { runPlan } from '../../temporal/run-plan.ts';
import { openStage, type Stage, whenKnown } from './stage.ts';

const WAIT_MS = 20_000;

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.stop());

const plan = (planId: string) => ({ projectId: 'p1', userId: 'u1', planId });
const workflowOf = (planId: string) => ids.plan('p1', planId);

/** One answer after the other; the last one for good. */
function inTurn(...answers: PlanProgress[]): () => Promise<PlanProgress> {
  let next = 0;
  return async () => answers[Math.min(next++, answers.length - 1)]!;
}

const step = (currentStep: number): PlanProgress => ({ status: 'running', currentStep });

describe('planRun', () => {
  it.each<[string, string, PlanProgress[]]>([
    ['every step succeeds', 'b1', [step(1), step(2), { status: 'succeeded', currentStep: 3 }]],
    ['a step is refused', 'b2', [step(1), { status: 'rejected', currentStep: 1 }]],
    ['a step fails', 'b3', [step(1), { status: 'failed', currentStep: 1 }]],
    ['somebody cancels it between two steps', 'b4', [step(1), step(2), { status: 'cancelled', currentStep: 2 }]],
    ['it waits', 'b5', [{ status: 'awaiting_approval', currentStep: 0 }]],
    ['it rests already', 'b6', [{ status: 'succeeded', currentStep: 2 }]],
  ])('when %s, then it stops there and answers that', async (_when, planId, answers) => {
    stage.play({ advancePlan: inTurn(...answers) });
    await expect(runPlan(stage.temporal, plan(planId), WAIT_MS)).resolves.toEqual(answers.at(-1));
    expect(stage.calls).toEqual(answers.map(() => `advancePlan ${planId}`));
    await expect(stage.ending(workflowOf(planId))).resolves.toEqual({ status: 'COMPLETED', failureType: null });
  });

  it('when it waits for people, then a workflow that outlives it waits in its place', async () => {
    stage.play({
      advancePlan: inTurn({ status: 'awaiting_approval', currentStep: 1, approvalId: 'a-b12' }),
      settleApproval: async () => ({ status: 'denied', expiresInMs: null, sequel: null, askedAnew: null }),
    });
    await expect(runPlan(stage.temporal, plan('b12'), WAIT_MS)).resolves.toMatchObject({ status: 'awaiting_approval', currentStep: 1 });
    await expect(stage.ending(workflowOf('b12'))).resolves.toEqual({ status: 'COMPLETED', failureType: null });
    await expect(stage.ending(ids.approval('p1', 'a-b12'))).resolves.toEqual({ status: 'COMPLETED', failureType: null });
    expect(stage.calls).toEqual(['advancePlan b12', 'settleApproval a-b12']);
  });

  it('when several callers wait for it, then one run carries it and all get its end', async () => {
    stage.play({ advancePlan: inTurn(step(1), { status: 'succeeded', currentStep: 2 }) });
    const answers = await Promise.all([1, 2, 3].map(() => runPlan(stage.temporal, plan('b7'), WAIT_MS)));
    expect(answers.map((answer) => answer?.status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });

  it('when the query asks for progress, then it names the step', async () => {
    const release = Promise.withResolvers<void>();
    let steps = 0;
    stage.play({
      advancePlan: async () => {
        steps += 1;
        if (steps === 1) return step(1);
        await release.promise;
        return { status: 'succeeded', currentStep: 2 };
      },
    });
    const end = runPlan(stage.temporal, plan('b8'), WAIT_MS);
    const progress = await whenKnown(() => queryProgress(stage.temporal, workflowOf('b8')));
    expect(progress).toMatchObject({ phase: expect.stringMatching(/^step [12]$/), gate: null });
    release.resolve();
    await end;
    await expect(queryProgress(stage.temporal, workflowOf('b8'))).resolves.toMatchObject({ phase: 'succeeded' });
  });

  it('when a step fails for a while, then the same step is tried again', async () => {
    let tries = 0;
    stage.play({
      advancePlan: async () => {
        tries += 1;
        if (tries === 1) throw new Error('the database is away');
        return { status: 'succeeded', currentStep: 1 };
      },
    });
    await expect(runPlan(stage.temporal, plan('b9'), WAIT_MS)).resolves.toEqual({ status: 'succeeded', currentStep: 1 });
    expect(tries).toBe(2);
  });

  it('when the plan cannot be carried on, then its row is told and the workflow ends with the reason', async () => {
    stage.play({
      advancePlan: async () => {
        throw ApplicationFailure.nonRetryable('There is no plan b10.', 'not_found');
      },
      failPlan: async () => {},
    });
    await expect(runPlan(stage.temporal, plan('b10'), WAIT_MS)).rejects.toThrow();
    await expect(stage.ending(workflowOf('b10'))).resolves.toEqual({ status: 'FAILED', failureType: 'not_found' });
    expect((await stage.rawHistory(workflowOf('b10'))).includes('There is no plan')).toBe(false);
  });

  it('when it still runs after the wait, then the caller gets null and the plan goes on', async () => {
    const release = Promise.withResolvers<PlanProgress>();
    stage.play({ advancePlan: () => release.promise });
    await expect(runPlan(stage.temporal, plan('b11'), 300)).resolves.toBeNull();
    const later = runPlan(stage.temporal, plan('b11'), WAIT_MS);
    release.resolve({ status: 'succeeded', currentStep: 1 });
    await expect(later).resolves.toEqual({ status: 'succeeded', currentStep: 1 });
  });
});
