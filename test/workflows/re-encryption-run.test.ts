import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/client';
import { ids } from '../../temporal/ids.ts';
import { cancelWork } from '../../temporal/cancel-work.ts';
import { startReEncryption } from '../../temporal/start-re-encryption.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.stop());

const run = (runId: string) => ({ runId, userId: 'u1' });
const workflowOf = (runId: string) => ids.reEncryption('', runId);

describe('reEncryptionRun', () => {
  it('when there is more to do after a step, then another step follows, until one has ended the run', async () => {
    const answers = ['running', 'running', 'done'] as const;
    let step = 0;
    stage.play({ reEncrypt: async () => ({ status: answers[step++] ?? 'done' }) });
    await startReEncryption(stage.temporal, run('r1'));
    await expect(stage.ending(workflowOf('r1'))).resolves.toEqual({ status: 'COMPLETED', failureType: null });
    expect(step).toBe(3);
  });

  it('when a step is cut off, then it is tried again', async () => {
    let tries = 0;
    stage.play({
      reEncrypt: async () => {
        tries += 1;
        if (tries < 3) throw new Error('the worker was killed');
        return { status: 'done' };
      },
    });
    await startReEncryption(stage.temporal, run('r2'));
    await expect(stage.ending(workflowOf('r2'))).resolves.toEqual({ status: 'COMPLETED', failureType: null });
    expect(tries).toBe(3);
  });

  it('when it cannot be carried on, then its row is told and the workflow ends with the reason', async () => {
    let told = 0;
    stage.play({
      reEncrypt: async () => {
        throw ApplicationFailure.nonRetryable('There is no re-encryption r3.', 'not_found');
      },
      failReEncryption: async () => void (told += 1),
    });
    await startReEncryption(stage.temporal, run('r3'));
    await expect(stage.ending(workflowOf('r3'))).resolves.toEqual({ status: 'FAILED', failureType: 'not_found' });
    expect(told).toBe(1);
  });

  it('when it is cancelled between two tries, then it ends where it is, and its row is left to whoever cancelled it', async () => {
    const asked = Promise.withResolvers<void>();
    stage.play({
      reEncrypt: async () => {
        asked.resolve();
        throw new Error('the database is away');
      },
    });
    await startReEncryption(stage.temporal, run('r4'));
    await asked.promise;
    await cancelWork(stage.temporal, { kind: 'reEncryption', projectId: '', id: 'r4' });
    expect((await stage.ending(workflowOf('r4'))).status).toBe('CANCELLED');
    expect(stage.calls.some((call) => call.startsWith('failReEncryption'))).toBe(false);
  });
});
