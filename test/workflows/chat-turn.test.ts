import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/client';
import type { Activities } from '../../contract/activities.ts';
import type { TurnStatus } from '../../contract/turn.ts';
import { ids } from '../../temporal/ids.ts';
import { queryProgress } from '../../temporal/query-progress.ts';
import { runPlan } from '../../temporal/run-plan.ts';
import { startTurn } from '../../temporal/start-turn.ts';
import { openStage, type Stage, whenKnown } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.stop());

const workflowOf = (turnId: string) => ids.turn('p1', turnId);
const finish = (status: TurnStatus): Activities['finishTurn'] => async () => ({ status });

/** How many signals the newest run has got so far. */
async function signalsOf(turnId: string): Promise<number> {
  const { events } = await stage.temporal.client.workflow.getHandle(workflowOf(turnId)).fetchHistory();
  return (events ?? []).filter(({ workflowExecutionSignaledEventAttributes }) => workflowExecutionSignaledEventAttributes).length;
}

/** Starts a turn and answers what its workflow came to. */
async function carry(turnId: string): Promise<unknown> {
  await startTurn(stage.temporal, { projectId: 'p1', turnId, userId: 'u1' });
  return stage.temporal.client.workflow.getHandle(workflowOf(turnId)).result();
}

describe('chatTurn', () => {
  it.each<[string, string, TurnStatus]>([
    ['a question is open', 'c1', 'clarifying'],
    ['a confirmation is open', 'c2', 'awaiting_confirmation'],
    ['nothing was understood', 'c3', 'done'],
  ])('when %s, then it runs nothing and ends with that', async (_when, turnId, status) => {
    stage.play({ interpretMessage: async () => ({ kind: 'reply' }), finishTurn: finish(status) });
    await expect(carry(turnId)).resolves.toEqual({ status });
    expect(stage.calls).toEqual([`interpretMessage ${turnId}`, `finishTurn ${turnId}`]);
  });

  it('when the message asks for one action, then its attempt is executed, which words the turn at once', async () => {
    stage.play({
      interpretMessage: async () => ({ kind: 'intent', attemptId: 'a1' }),
      executeIntents: async () => [{ attemptId: 'a1', executionId: 'e1', status: 'success' }],
      finishTurn: finish('done'),
    });
    await expect(carry('c4')).resolves.toEqual({ status: 'done' });
    expect(stage.calls).toEqual(['interpretMessage c4', 'executeIntents a1 c4', 'finishTurn c4']);
  });

  it('when a model must be asked, then it is asked once and what it means is carried out', async () => {
    stage.play({
      interpretMessage: async () => ({ kind: 'model' }),
      consultModel: async () => ({ kind: 'intent', attemptId: 'a9' }),
      executeIntents: async () => [{ attemptId: 'a9', executionId: 'e9', status: 'success' }],
      finishTurn: finish('done'),
    });
    await expect(carry('m1')).resolves.toEqual({ status: 'done' });
    expect(stage.calls).toEqual(['interpretMessage m1', 'consultModel m1', 'executeIntents a9 m1', 'finishTurn m1']);
  });

  it('when a turn acts by itself, then it acts again as long as it may, and is worded once', async () => {
    const meant: Awaited<ReturnType<Activities['consultModel']>>[] = [
      { kind: 'intent', attemptId: 'a1', goesOn: true },
      { kind: 'plan', planId: 'loop-plan', goesOn: true },
      { kind: 'reply' },
    ];
    stage.play({
      interpretMessage: async () => ({ kind: 'model' }),
      consultModel: async () => meant.shift() ?? { kind: 'reply' },
      executeIntents: async () => [{ attemptId: 'a1', executionId: 'e1', status: 'success' }],
      advancePlan: async () => ({ status: 'succeeded', currentStep: 2 }),
      continueTurn: async () => ({ goesOn: true }),
      finishTurn: finish('done'),
    });
    await expect(carry('m2')).resolves.toEqual({ status: 'done' });
    const once = ['consultModel m2', 'executeIntents a1', 'continueTurn m2', 'consultModel m2', 'advancePlan loop-plan', 'continueTurn m2', 'consultModel m2'];
    expect(stage.calls).toEqual(['interpretMessage m2', ...once, 'finishTurn m2']);
  });

  it('when a turn that acts by itself may not go on, then the model is not asked again', async () => {
    stage.play({
      interpretMessage: async () => ({ kind: 'intent', attemptId: 'a1', goesOn: true }),
      executeIntents: async () => [{ attemptId: 'a1', executionId: 'e1', status: 'rejected' }],
      continueTurn: async () => ({ goesOn: false }),
      finishTurn: finish('done'),
    });
    await expect(carry('m3')).resolves.toEqual({ status: 'done' });
    expect(stage.calls).toEqual(['interpretMessage m3', 'executeIntents a1', 'continueTurn m3', 'finishTurn m3']);
  });

  it('when every worker dies while the model is asked, then the turn is closed as failed', async () => {
    stage.play({
      interpretMessage: async () => ({ kind: 'model' }),
      consultModel: async () => {
        throw new Error('the worker was killed');
      },
      failTurn: async () => {},
    });
    await expect(carry('m4')).rejects.toThrow();
    expect(stage.calls).toEqual(['interpretMessage m4', 'consultModel m4', 'consultModel m4', 'consultModel m4', 'failTurn m4']);
  });

  it('when the message asks for several, then a plan of its own id carries them, step by step', async () => {
    let steps = 0;
    stage.play({
      interpretMessage: async () => ({ kind: 'plan', planId: 'b1' }),
      advancePlan: async () => ({ status: (steps += 1) === 2 ? 'succeeded' : 'running', currentStep: steps }),
      finishTurn: finish('done'),
    });
    await expect(carry('c5')).resolves.toEqual({ status: 'done' });
    expect(stage.calls).toEqual(['interpretMessage c5', 'advancePlan b1 c5', 'advancePlan b1 c5', 'finishTurn c5']);
    await expect(stage.ending(ids.plan('p1', 'b1'))).resolves.toEqual({ status: 'COMPLETED', failureType: null });
  });

  it('when the plan is refused, then the turn still words its reply', async () => {
    stage.play({
      interpretMessage: async () => ({ kind: 'plan', planId: 'b2' }),
      advancePlan: async () => ({ status: 'rejected', currentStep: 0 }),
      finishTurn: finish('done'),
    });
    await expect(carry('c6')).resolves.toEqual({ status: 'done' });
  });

  it('when a turn is answered after it had asked, then the same workflow id runs once more', async () => {
    stage.play({ interpretMessage: async () => ({ kind: 'reply' }), finishTurn: finish('clarifying') });
    await carry('c7');
    stage.play({
      interpretMessage: async () => ({ kind: 'intent', attemptId: 'a7' }),
      executeIntents: async () => [{ attemptId: 'a7', executionId: 'e7', status: 'success' }],
      finishTurn: finish('done'),
    });
    await expect(carry('c7')).resolves.toEqual({ status: 'done' });
  });

  it('when a live turn is started again, then the same run looks once more', async () => {
    const release = Promise.withResolvers<void>();
    stage.play({ interpretMessage: () => release.promise.then(() => ({ kind: 'reply' as const })), finishTurn: finish('done') });
    const first = carry('c8');
    await whenKnown(async () => expect(stage.calls).toEqual(['interpretMessage c8'])); // A signal that comes before the first look is part of it.
    const second = carry('c8');
    await whenKnown(async () => expect(await signalsOf('c8')).toBe(2));
    release.resolve();
    await Promise.all([first, second]);
    expect(stage.calls).toEqual(['interpretMessage c8', 'finishTurn c8', 'interpretMessage c8', 'finishTurn c8']);
  });

  it('when the answer comes while the run is closing, then the run goes round again', async () => {
    stage.play({
      interpretMessage: async () => ({ kind: 'reply' }),
      finishTurn: async () => {
        stage.play({ interpretMessage: async () => ({ kind: 'reply' }), finishTurn: finish('done') });
        await startTurn(stage.temporal, { projectId: 'p1', turnId: 'c12', userId: 'u1' });
        return { status: 'clarifying' };
      },
    });
    await expect(carry('c12')).resolves.toEqual({ status: 'done' });
  });

  it('when somebody has started the plan already, then the turn walks along', async () => {
    const statuses = ['running', 'succeeded'] as const;
    let step = 0;
    const startedElsewhere = Promise.withResolvers<void>();
    stage.play({
      interpretMessage: async () => {
        await startedElsewhere.promise;
        return { kind: 'plan', planId: 'c13' };
      },
      advancePlan: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        step += 1;
        return { status: statuses[Math.min(step, statuses.length) - 1] ?? 'succeeded', currentStep: step };
      },
      finishTurn: finish('done'),
    });
    const turn = carry('c13');
    const plan = runPlan(stage.temporal, { projectId: 'p1', planId: 'c13', userId: 'u1' }, 20_000);
    startedElsewhere.resolve();
    await expect(turn).resolves.toEqual({ status: 'done' });
    await plan;
  });

  it('when the query asks for progress, then it answers what the turn does now', async () => {
    const release = Promise.withResolvers<void>();
    stage.play({ interpretMessage: () => release.promise.then(() => ({ kind: 'reply' as const })), finishTurn: finish('done') });
    const turn = carry('c9');
    await expect(whenKnown(() => queryProgress(stage.temporal, workflowOf('c9')))).resolves.toMatchObject({ phase: 'interpreting' });
    release.resolve();
    await turn;
    await expect(queryProgress(stage.temporal, workflowOf('c9'))).resolves.toMatchObject({ phase: 'replying' });
  });

  it('when the interpreter fails for a while, then it is asked again', async () => {
    let tries = 0;
    stage.play({
      interpretMessage: async () => {
        tries += 1;
        if (tries < 3) throw new Error('the model is away');
        return { kind: 'reply' };
      },
      finishTurn: finish('done'),
    });
    await expect(carry('c10')).resolves.toEqual({ status: 'done' });
    expect(tries).toBe(3);
  });

  it('when the turn cannot be carried on, then its row is told, the workflow ends with the reason, and history has no word of it in clear', async () => {
    stage.play({
      interpretMessage: async () => {
        throw ApplicationFailure.nonRetryable('There is no turn of Ada Lovelace.', 'not_found');
      },
      failTurn: async () => {},
    });
    await expect(carry('c11')).rejects.toThrow();
    await expect(stage.ending(workflowOf('c11'))).resolves.toEqual({ status: 'FAILED', failureType: 'not_found' });
    expect(stage.calls).toEqual(['interpretMessage c11', 'failTurn c11']);
    expect((await stage.rawHistory(workflowOf('c11'))).includes('Ada Lovelace')).toBe(false);
  });
});
