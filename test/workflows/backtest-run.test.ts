import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/client';
import { ids } from '../../temporal/ids.ts';
import { startBacktest } from '../../temporal/start-backtest.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.stop());

const backtest = (backtestId: string) => ({ projectId: 'p1', userId: 'u1', backtestId });
const workflowOf = (backtestId: string) => ids.backtest('p1', backtestId);

describe('backtestRun', () => {
  it('when it is carried through, then one step does it', async () => {
    stage.play({ runBacktest: async () => ({ status: 'done' }) });
    await startBacktest(stage.temporal, backtest('b1'));
    await expect(stage.ending(workflowOf('b1'))).resolves.toEqual({ status: 'COMPLETED', failureType: null });
    expect(stage.calls).toEqual(['runBacktest b1']);
  });

  it('when the step is cut off, then it is tried again', async () => {
    let tries = 0;
    stage.play({
      runBacktest: async () => {
        tries += 1;
        if (tries < 3) throw new Error('the worker was killed');
        return { status: 'done' };
      },
    });
    await startBacktest(stage.temporal, backtest('b2'));
    await expect(stage.ending(workflowOf('b2'))).resolves.toEqual({ status: 'COMPLETED', failureType: null });
    expect(stage.calls).toEqual(['runBacktest b2', 'runBacktest b2', 'runBacktest b2']);
  });

  it('when it cannot be carried on, then its row is told and the workflow ends with the reason', async () => {
    stage.play({
      runBacktest: async () => {
        throw ApplicationFailure.nonRetryable('There is no backtest b3.', 'not_found');
      },
      failBacktest: async () => {},
    });
    await startBacktest(stage.temporal, backtest('b3'));
    await expect(stage.ending(workflowOf('b3'))).resolves.toEqual({ status: 'FAILED', failureType: 'not_found' });
    expect(stage.calls).toEqual(['runBacktest b3', 'failBacktest b3']);
  });

  it('when it is started twice, then one run carries it', async () => {
    const release = Promise.withResolvers<void>();
    stage.play({
      runBacktest: async () => {
        await release.promise;
        return { status: 'done' };
      },
    });
    await startBacktest(stage.temporal, backtest('b4'));
    await startBacktest(stage.temporal, backtest('b4'));
    release.resolve();
    await expect(stage.ending(workflowOf('b4'))).resolves.toEqual({ status: 'COMPLETED', failureType: null });
    expect(stage.calls).toEqual(['runBacktest b4']);
  });
});
