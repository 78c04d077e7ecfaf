import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AttemptRefs } from '../../contract/activities.ts';
import { carryInLane } from '../../temporal/carry-in-lane.ts';
import { ids } from '../../temporal/ids.ts';
import { openStage, type Stage } from './stage.ts';

const WAIT_MS = 20_000;

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.stop());

const succeed = async ({ attemptIds }: AttemptRefs) => attemptIds.map((attemptId) => ({ attemptId, executionId: `execution of ${attemptId}`, status: 'success' as const }));
const runIdOf = async (projectId: string) => (await stage.temporal.client.workflow.getHandle(ids.lane(projectId)).describe()).runId;
const many = (name: string, count: number) => Array.from({ length: count }, (_, number) => `${name}${number}`);

describe('projectLane', () => {
  it('when attempts come in one update, then they are executed together, and each is answered', async () => {
    stage.play({ executeIntents: succeed });
    await expect(carryInLane(stage.temporal, { projectId: 'l1', attemptIds: ['a', 'b', 'c'] }, WAIT_MS)).resolves.toMatchObject([{ attemptId: 'a' }, { attemptId: 'b' }, { attemptId: 'c', executionId: 'execution of c' }]);
    expect(stage.calls).toEqual(['executeIntents a,b,c']);
  });

  it('when more come while it is open, then the same run carries them; another project has its own', async () => {
    stage.play({ executeIntents: succeed });
    await carryInLane(stage.temporal, { projectId: 'l2', attemptIds: ['a'] }, WAIT_MS);
    const runId = await runIdOf('l2');
    await Promise.all(['b', 'c', 'd'].map((attemptId) => carryInLane(stage.temporal, { projectId: 'l2', attemptIds: [attemptId] }, WAIT_MS)));
    await carryInLane(stage.temporal, { projectId: 'l3', attemptIds: ['a'] }, WAIT_MS);
    expect(await runIdOf('l2')).toBe(runId);
    expect(await runIdOf('l3')).not.toBe(runId);
  });

  it('when it has carried a thousand, then it ends, and the next ones open another run', async () => {
    stage.play({ executeIntents: succeed });
    await carryInLane(stage.temporal, { projectId: 'l4', attemptIds: many('a', 600) }, WAIT_MS);
    const runId = await runIdOf('l4');
    await carryInLane(stage.temporal, { projectId: 'l4', attemptIds: many('b', 400) }, WAIT_MS);
    await expect(stage.temporal.client.workflow.getHandle(ids.lane('l4'), runId).result()).resolves.toEqual({ carried: 1_000 });
    await expect(carryInLane(stage.temporal, { projectId: 'l4', attemptIds: ['c'] }, WAIT_MS)).resolves.toMatchObject([{ attemptId: 'c' }]);
    expect(await runIdOf('l4')).not.toBe(runId);
  });

  it('when it has been open for five minutes, then it ends with what it has carried', async () => {
    stage.play({ executeIntents: succeed });
    await carryInLane(stage.temporal, { projectId: 'l6', attemptIds: ['a', 'b'] }, WAIT_MS);
    const handle = stage.temporal.client.workflow.getHandle(ids.lane('l6'));
    await stage.passTime(301_000);
    await expect(handle.result()).resolves.toEqual({ carried: 2 });
  });

  it('when an attempt has to wait for people, then a workflow of its own waits, and the lane goes on', async () => {
    const held = Promise.withResolvers<void>();
    stage.play({
      executeIntents: async ({ attemptIds }) => attemptIds.map((attemptId) => ({ attemptId, executionId: 'e', status: 'pending_approval', approvalId: `of-${attemptId}` })),
      settleApproval: async () => {
        held.resolve();
        return { status: 'denied', expiresInMs: null, sequel: null, askedAnew: null };
      },
    });
    await expect(carryInLane(stage.temporal, { projectId: 'l5', attemptIds: ['a'] }, WAIT_MS)).resolves.toMatchObject([{ status: 'pending_approval' }]);
    await held.promise;
    stage.play({ executeIntents: succeed });
    await expect(carryInLane(stage.temporal, { projectId: 'l5', attemptIds: ['b'] }, WAIT_MS)).resolves.toMatchObject([{ status: 'success' }]);
  });
});
