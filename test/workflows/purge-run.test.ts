import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/client';
import { ids } from '../../temporal/ids.ts';
import { startPurge } from '../../temporal/start-purge.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.stop());

describe('purgeRun', () => {
  it('when steps leave something, then it goes on until nothing is left, and looks once more when all that was under way has ended', async () => {
    const answers = [false, false, true, false, true];
    stage.play({ purgeProject: async () => ({ isDone: answers.shift() ?? true }) });
    await startPurge(stage.temporal, { projectId: 'p1', userId: 'u1' });
    await startPurge(stage.temporal, { projectId: 'p1', userId: 'u1' });
    await expect(stage.ending(ids.purge('p1'))).resolves.toEqual({ status: 'COMPLETED', failureType: null });
    expect(stage.calls).toEqual(['purgeProject false', 'purgeProject false', 'purgeProject false', 'purgeProject true', 'purgeProject true']);
  });

  it('when a step is cut off, then it is tried again', async () => {
    let tries = 0;
    stage.play({
      purgeProject: async () => {
        tries += 1;
        if (tries < 3) throw new Error('the database is away');
        return { isDone: true };
      },
    });
    await startPurge(stage.temporal, { projectId: 'p2', userId: 'u1' });
    await expect(stage.ending(ids.purge('p2'))).resolves.toEqual({ status: 'COMPLETED', failureType: null });
    expect(stage.calls).toHaveLength(4);
  });

  it('when the project was never purged, then it ends with the reason', async () => {
    stage.play({
      purgeProject: async () => {
        throw ApplicationFailure.nonRetryable('The project p3 was not purged.', 'not_found');
      },
    });
    await startPurge(stage.temporal, { projectId: 'p3', userId: 'u1' });
    await expect(stage.ending(ids.purge('p3'))).resolves.toEqual({ status: 'FAILED', failureType: 'not_found' });
  });
});
