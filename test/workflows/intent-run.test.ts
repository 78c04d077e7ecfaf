import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/client';
import type { AttemptRefs } from '../../contract/activities.ts';
import { ids } from '../../temporal/ids.ts';
import { queryProgress } from '../../temporal/query-progress.ts';
import { runIntent } from '../../temporal/run-intent.ts';
import { openStage, type Stage, whenKnown } from './stage.ts';

const WAIT_MS = 20_000;

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.stop());

const attempt = (attemptId: string) => ({ projectId: 'p1', userId: 'u1', actionId: 'demo.counter.set', attemptId });
const workflowOf = (attemptId: string) => ids.intent('p1', attemptId);
const succeed = async ({ attemptIds }: AttemptRefs) => attemptIds.map((attemptId) => ({ attemptId, executionId: `execution of ${attemptId}`, status: 'success' as const }));

describe('intentRun', () => {
  it('when it is started, then the update answers the recorded outcome', async () => {
    stage.play({ executeIntents: succeed });
    await expect(runIntent(stage.temporal, attempt('a1'), WAIT_MS)).resolves.toEqual({ attemptId: 'a1', executionId: 'execution of a1', status: 'success' });
    await expect(stage.ending(workflowOf('a1'))).resolves.toEqual({ status: 'COMPLETED', failureType: null });
  });

  it('when the same attempt is asked for again, at once or later, then every caller gets the same outcome', async () => {
    stage.play({ executeIntents: succeed });
    const together = await Promise.all([1, 2, 3].map(() => runIntent(stage.temporal, attempt('a2'), WAIT_MS)));
    const later = await runIntent(stage.temporal, attempt('a2'), WAIT_MS);
    expect(new Set([...together, later].map((outcome) => outcome?.executionId))).toEqual(new Set(['execution of a2']));
  });

  it('when a refusal is recorded, then it is an outcome and no failure', async () => {
    stage.play({ executeIntents: async () => [{ attemptId: 'a3', executionId: 'e3', status: 'rejected' }] });
    await expect(runIntent(stage.temporal, attempt('a3'), WAIT_MS)).resolves.toMatchObject({ status: 'rejected' });
    await expect(stage.ending(workflowOf('a3'))).resolves.toMatchObject({ status: 'COMPLETED' });
  });

  it('when the query asks for progress, then it answers the phase and since when', async () => {
    const release = Promise.withResolvers<void>();
    stage.play({ executeIntents: (refs) => release.promise.then(() => succeed(refs)) });
    const outcome = runIntent(stage.temporal, attempt('a4'), WAIT_MS);
    const deciding = await whenKnown(() => queryProgress(stage.temporal, workflowOf('a4')));
    expect(deciding).toEqual({ phase: 'deciding', gate: null, since: expect.stringMatching(/^\d{4}-.*Z$/) });

    release.resolve();
    await outcome;
    await expect(queryProgress(stage.temporal, workflowOf('a4'))).resolves.toMatchObject({ phase: 'recorded' });
  });

  it('when the transaction fails for a while, then it is tried again until it answers', async () => {
    let failures = 2;
    stage.play({
      executeIntents: async (refs) => {
        if (failures-- > 0) throw new Error('the database is away');
        return succeed(refs);
      },
    });
    await expect(runIntent(stage.temporal, attempt('a5'), WAIT_MS)).resolves.toMatchObject({ status: 'success' });
    expect(stage.calls).toEqual(['executeIntents a5', 'executeIntents a5', 'executeIntents a5']);
  });

  it('when the attempt does not exist, then the workflow ends with that type at the first try, and history has no word of it in clear', async () => {
    const secret = 'the attempt of a person with a name';
    stage.play({
      executeIntents: async () => {
        throw ApplicationFailure.nonRetryable(secret, 'not_found');
      },
    });
    await expect(runIntent(stage.temporal, attempt('a6'), WAIT_MS)).rejects.toThrow();
    await expect(stage.ending(workflowOf('a6'))).resolves.toEqual({ status: 'FAILED', failureType: 'not_found' });
    expect(stage.calls).toEqual(['executeIntents a6']);
    const history = await stage.rawHistory(workflowOf('a6'));
    expect([secret, 'stage.ts', 'execute-intents'].filter((text) => history.includes(text))).toEqual([]);
    expect(history.includes('Encoded failure')).toBe(true);
  });

  it('when it runs well, then history has neither its input nor its outcome in clear', async () => {
    stage.play({ executeIntents: async () => [{ attemptId: 'a7', executionId: 'a telling execution id', status: 'success' }] });
    await runIntent(stage.temporal, attempt('a7'), WAIT_MS);
    const history = await stage.rawHistory(workflowOf('a7'));
    expect(['a telling execution id', '"projectId"', '"p1"', 'Intent demo.counter.set'].filter((text) => history.includes(text))).toEqual([]);
  });

  it('when no worker polls, then the caller gets null once the wait is over', async () => {
    await expect(runIntent(stage.deserted, attempt('a8'), 500)).resolves.toBeNull();
  });
});
