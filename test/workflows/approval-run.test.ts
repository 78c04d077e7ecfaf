import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/client';
import type { ApprovalProgress } from '../../contract/activities.ts';
import { ids } from '../../temporal/ids.ts';
import { lookAtApproval } from '../../temporal/look-at-approval.ts';
import { queryProgress } from '../../temporal/query-progress.ts';
import { runIntent } from '../../temporal/run-intent.ts';
import { openStage, type Stage, whenKnown } from './stage.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WAITING: ApprovalProgress = { status: 'pending', expiresInMs: DAY_MS, sequel: null, askedAnew: null };
const APPROVED: ApprovalProgress = { status: 'approved', expiresInMs: null, sequel: null, askedAnew: null };

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.stop());

const look = (approvalId: string) => lookAtApproval(stage.temporal, { projectId: 'p1', approvalId, requestedBy: 'u1' });
const resultOf = (workflowId: string): Promise<unknown> => stage.temporal.client.workflow.getHandle(workflowId).result();
const workflowOf = (approvalId: string) => ids.approval('p1', approvalId);

/** Answers these one after another, and the last one from then on. */
function inTurn(answers: readonly ApprovalProgress[]) {
  let next = 0;
  return async () => answers[Math.min(next++, answers.length - 1)]!;
}

describe('approvalRun', () => {
  it('when it is told to look and the rows decide, then it ends with what they say', async () => {
    stage.play({ settleApproval: inTurn([APPROVED]) });
    await look('a1');
    await expect(resultOf(workflowOf('a1'))).resolves.toEqual({ status: 'approved' });
  });

  it('when no signal ever comes, then it looks again by itself, less and less often', async () => {
    stage.play({ settleApproval: inTurn([...Array.from({ length: 6 }, () => WAITING), APPROVED]) });
    await look('a2');
    const settled = resultOf(workflowOf('a2'));
    for (let hours = 0; hours < 3; hours += 1) await stage.passTime(HOUR_MS);
    await expect(settled).resolves.toEqual({ status: 'approved' });
    const { startTime, closeTime } = await stage.temporal.client.workflow.getHandle(workflowOf('a2')).describe();
    const minutes = ((closeTime?.getTime() ?? 0) - startTime.getTime()) / 60_000;
    expect(minutes).toBeGreaterThanOrEqual(1 + 2 + 4 + 8 + 16); // Doubled each time, after the first look, by the clock of the server.
  });

  it('when it waits, then a query says so', async () => {
    const release = Promise.withResolvers<ApprovalProgress>();
    stage.play({ settleApproval: () => release.promise });
    await look('a3');
    expect(await whenKnown(() => queryProgress(stage.temporal, workflowOf('a3')))).toMatchObject({ phase: 'waiting' });
    release.resolve(APPROVED);
    await resultOf(workflowOf('a3'));
  });

  it('when time is over in the rows, then it is there to see it', async () => {
    stage.play({ settleApproval: inTurn([{ ...WAITING, expiresInMs: 5_000 }, { ...APPROVED, status: 'expired' }]) });
    await look('a4');
    await stage.passTime(10_000);
    await expect(resultOf(workflowOf('a4'))).resolves.toEqual({ status: 'expired' });
  });

  it('when a turn waited for it, then the turn is started again', async () => {
    stage.play({ settleApproval: inTurn([{ ...APPROVED, sequel: { kind: 'turn', id: 't5' } }]), interpretMessage: async () => ({ kind: 'reply' }), finishTurn: async () => ({ status: 'done' }) });
    await look('a5');
    await resultOf(workflowOf('a5'));
    await expect(resultOf(ids.turn('p1', 't5'))).resolves.toEqual({ status: 'done' });
    expect(stage.calls).toEqual(['settleApproval a5', 'interpretMessage t5', 'finishTurn t5']);
  });

  it('when a plan waited for it, then the plan is started again', async () => {
    stage.play({ settleApproval: inTurn([{ ...APPROVED, sequel: { kind: 'plan', id: 'p6' } }]), advancePlan: async () => ({ status: 'succeeded', currentStep: 2 }) });
    await look('a6');
    await resultOf(workflowOf('a6'));
    await expect(resultOf(ids.plan('p1', 'p6'))).resolves.toMatchObject({ status: 'succeeded' });
  });

  it('when channels are to be told, then each piece of news is told to each of them once, however often it looks', async () => {
    const told: string[] = [];
    let answer: ApprovalProgress = { ...WAITING, channelIds: ['c1', 'c2'] };
    stage.play({ settleApproval: async () => answer, notifyApproval: async ({ kind, channelId }) => ({ isTold: told.push(`${kind} ${channelId}`) > 0 }) });
    await look('a9');
    await whenKnown(async () => expect(told).toHaveLength(2));
    await look('a9');
    await whenKnown(async () => expect(stage.calls.filter((call) => call === 'settleApproval a9')).toHaveLength(2));
    answer = { ...APPROVED, channelIds: ['c1'] };
    await look('a9');
    await resultOf(workflowOf('a9'));
    await expect(resultOf(ids.notice('p1', 'a9', 'approval.pending'))).resolves.toEqual({ told: 2, failed: 0 });
    await expect(resultOf(ids.notice('p1', 'a9', 'approval.closed'))).resolves.toEqual({ told: 1, failed: 0 });
    expect(told.toSorted()).toEqual(['approval.closed c1', 'approval.pending c1', 'approval.pending c2']);
  });

  it('when a channel hangs or fails, then the request is settled meanwhile, and the others are told', async () => {
    const hanging = Promise.withResolvers<{ isTold: boolean }>();
    stage.play({
      settleApproval: inTurn([{ ...WAITING, channelIds: ['hangs', 'fails', 'works'] }, APPROVED]),
      notifyApproval: async ({ channelId }) => {
        if (channelId === 'fails') throw ApplicationFailure.nonRetryable('it answered 400', 'refused');
        return channelId === 'hangs' ? hanging.promise : { isTold: true };
      },
    });
    await look('a10');
    await look('a10');
    await expect(resultOf(workflowOf('a10'))).resolves.toEqual({ status: 'approved' });
    hanging.resolve({ isTold: true });
    await expect(resultOf(ids.notice('p1', 'a10', 'approval.pending'))).resolves.toEqual({ told: 2, failed: 1 });
  });

  it('when it was asked anew, then the new request has a workflow of its own', async () => {
    let asked = 0;
    stage.play({ settleApproval: async () => (asked++ === 0 ? { ...APPROVED, status: 'stale', askedAnew: 'a7b' } : APPROVED) });
    await look('a7');
    await expect(resultOf(workflowOf('a7'))).resolves.toEqual({ status: 'stale' });
    await expect(resultOf(workflowOf('a7b'))).resolves.toEqual({ status: 'approved' });
  });

  it('when an intent is held, then its workflow ends at once, and another one waits for people', async () => {
    stage.play({
      executeIntents: async () => [{ attemptId: 'i8', executionId: 'e8', status: 'pending_approval', approvalId: 'a8' }],
      settleApproval: inTurn([WAITING, APPROVED]),
    });
    await expect(runIntent(stage.temporal, { projectId: 'p1', userId: 'u1', actionId: 'demo.counter.set', attemptId: 'i8' }, 20_000)).resolves.toMatchObject({ status: 'pending_approval', approvalId: 'a8' });
    await expect(resultOf(ids.intent('p1', 'i8'))).resolves.toMatchObject({ status: 'pending_approval' });
    await look('a8');
    await expect(resultOf(workflowOf('a8'))).resolves.toEqual({ status: 'approved' });
  });
});
