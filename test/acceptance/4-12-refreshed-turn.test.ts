import { describe, expect, it } from '@jest/globals';
import type { Approval } from '../../contract/approval.ts';
import type { Turn } from '../../contract/turn.ts';
import { expectData } from '../support/http.ts';
import { type ApprovalsStage, openApprovals } from './approvals-stage.ts';

const LOOKS = 100;
const PAUSE_MS = 200;

/** The turn as soon as it is as it should be. */
async function untilTurn(own: ApprovalsStage, turnId: string, isThere: (turn: Turn) => boolean): Promise<Turn> {
  for (let look = 0; look < LOOKS; look += 1) {
    const turn = expectData(await own.asker.session.get<Turn>(own.at(`/turns/${turnId}`)));
    if (isThere(turn)) return turn;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`turn ${turnId} did not get there`);
}

const newestRequest = async (own: ApprovalsStage): Promise<Approval> => {
  const [approval] = expectData(await own.admin.session.get<{ items: Approval[] }>(own.at('/approvals'))).items;
  if (!approval) throw new Error('nobody is asked');
  return approval;
};

const shows =
  ({ executionId }: { executionId: string | null }) =>
  ({ reply }: Turn) =>
    executionId !== null && reply?.executionIds.includes(executionId) === true;

/** A turn that was closed because its request had become stale, and the request that its author then made of it. */
async function refreshed(message: string) {
  const own = await openApprovals();
  const { turnId } = await own.asker.say(message);
  const approval = await newestRequest(own);
  expect(approval).toMatchObject({ turnId, status: 'pending' });
  await own.admin.run({ actionId: 'demo.counter.set', inputs: { value: 9 } });
  expect((await own.vote(own.second, approval, 'approve')).status).toBe(409);
  const closed = await untilTurn(own, turnId, ({ status }) => status === 'done');
  const anew = expectData(await own.call(own.asker, approval, 'refresh'));
  const waiting = await untilTurn(own, turnId, (turn) => turn.status === 'awaiting_approval' && shows(anew)(turn));
  return { own, turnId, closed, anew, waiting };
}

describe('4.12 A stale request of a chat turn that is asked anew', () => {
  it('when its turn was closed, then the turn waits again with the new request, and tells its outcome', async () => {
    const { own, turnId, closed, anew, waiting } = await refreshed('add 5');
    expect(closed).toMatchObject({ reply: { kind: 'refused', text: expect.stringContaining('Refused') } });
    expect(waiting.reply?.text).toContain('by-hand');
    expectData(await own.vote(own.second, anew, 'approve'));
    const ended = await untilTurn(own, turnId, ({ status }) => status === 'done');
    expect(ended.reply).toMatchObject({ kind: 'executed', text: expect.stringContaining('14') });
    expect(await own.counter()).toBe(14);
  });

  it('when the new request is denied, then the turn says so', async () => {
    const { own, turnId, anew } = await refreshed('add 5');
    expectData(await own.vote(own.second, anew, 'deny'));
    const ended = await untilTurn(own, turnId, ({ status }) => status === 'done');
    expect(ended.reply).toMatchObject({ kind: 'refused', text: expect.stringContaining('denied') });
    expect(await own.counter()).toBe(9);
  });

  it('when the request was of a step of a plan, then plan and turn wait again, and go on to the end', async () => {
    const { own, turnId, anew } = await refreshed('set the counter to 3, then add 5');
    expectData(await own.vote(own.second, anew, 'approve'));
    const ended = await untilTurn(own, turnId, ({ status }) => status === 'done');
    expect(ended.reply).toMatchObject({ kind: 'plan', text: expect.stringContaining('Done, 2 steps') });
    expect(await own.counter()).toBe(14);
  });

  it('when nobody has to be asked any more, then asking anew runs it, and the turn tells that', async () => {
    const own = await openApprovals();
    const { turnId } = await own.asker.say('add 5');
    const approval = await newestRequest(own);
    await own.setPolicy({});
    expect((await own.vote(own.second, approval, 'approve')).status).toBe(409);
    await untilTurn(own, turnId, ({ status }) => status === 'done');
    expectData(await own.call(own.asker, approval, 'refresh'));
    const ended = await untilTurn(own, turnId, ({ status, reply }) => status === 'done' && reply?.kind === 'executed');
    expect(ended.reply?.text).toContain('5');
    expect(await own.counter()).toBe(5);
  });
});
