import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Approval } from '../../contract/approval.ts';
import { expectData } from '../support/http.ts';
import { type ApprovalsStage, openApprovals } from './approvals-stage.ts';

/** Increments wait, and whether they do is read from the slider. */
const POLICY = {
  approvals: [{ id: 'by-hand', when: { actions: ['demo.counter.increment'] } }],
  rules: [{ id: 'slider-high', effect: 'reject', actions: ['demo.counter.increment'], when: { '>': [{ val: ['state', 'std.slider', 'value'] }, 90] } }],
};

const slide = (value: number) => ({ actionId: 'std.slider.set', inputs: { value } });
const set = (value: number) => ({ actionId: 'demo.counter.set', inputs: { value } });

describe('4.12 Read-set approval', () => {
  let stage: ApprovalsStage;
  beforeAll(async () => {
    stage = await openApprovals(POLICY);
  });

  it('when something that was not read changes, then the request stays as it was', async () => {
    const approval = await stage.ask();
    expect(await stage.admin.run({ actionId: 'std.text_input.set', inputs: { value: 'elsewhere' } })).toMatchObject({ status: 'success' });
    expect(await stage.read(approval)).toEqual(approval);
    expect(expectData(await stage.vote(stage.second, approval, 'approve'))).toMatchObject({ status: 'approved', moved: [] });
    expect((await stage.rowsOf(approval)).at(-1)).toMatchObject({ status: 'success' });
  });

  it.each([
    ['an old value of its diff', async (own: ApprovalsStage) => own.admin.run(set(7)), [{ path: '/demo.counter/value', was: 0, is: 7 }]],
    ['a value that a rule reads', async (own: ApprovalsStage) => own.admin.run(slide(5)), [{ path: '/std.slider/value', was: 0, is: 5 }]],
    ['the policy', async (own: ApprovalsStage) => own.setPolicy({ ...POLICY, limits: { quota: { perDay: 100 } } }), [{ path: 'policy', was: 2, is: 3 }]],
  ] as const)('when %s changes, then it is shown as stale with what moved, and a vote on it is refused', async (_what, change, moved) => {
    const own = await openApprovals(POLICY);
    const approval = await own.ask();
    const before = await own.counter();
    await change(own);
    expect(await own.read(approval)).toMatchObject({ status: 'stale', moved });
    const listed = async (status: string) => expectData(await own.admin.session.get<{ items: Approval[] }>(own.at(`/approvals?status=${status}`))).items.length;
    expect([await listed('stale'), await listed('pending')]).toEqual([1, 0]);
    expect(await own.vote(own.second, approval, 'approve')).toMatchObject({ status: 409, body: { error: 'approval_stale' } });
    expect(await own.read(approval)).toMatchObject({ status: 'stale', moved, votes: [] });
    expect((await own.rowsOf(approval)).map(({ status, error }) => [status, error?.code])).toEqual([['pending_approval', undefined], ['rejected', 'approval_stale']]);
    expect(await own.counter()).toBe(before === 0 && moved[0].path === '/demo.counter/value' ? 7 : before);
  });

  it('when a value moves back before anybody votes, then the request stands again', async () => {
    const own = await openApprovals(POLICY);
    const approval = await own.ask();
    await own.admin.run(set(7));
    expect(await own.read(approval)).toMatchObject({ status: 'stale' });
    await own.admin.run(set(0));
    expect(await own.read(approval)).toEqual(approval);
    expect(expectData(await own.vote(own.second, approval, 'approve'))).toMatchObject({ status: 'approved' });
  });

  it('when the state moves between two votes of a quorum, then nothing runs', async () => {
    const own = await openApprovals({ approvals: [{ id: 'two', when: { actions: ['demo.counter.increment'] }, quorum: 2 }] });
    const approval = await own.ask();
    expect(expectData(await own.vote(own.second, approval, 'approve'))).toMatchObject({ status: 'pending' });
    await own.admin.run(set(9));
    expect(await own.vote(own.third, approval, 'approve')).toMatchObject({ status: 409, body: { error: 'approval_stale' } });
    expect(await own.counter()).toBe(9);
  });

  it('when the digest is another one, then the vote is refused and nothing is stored', async () => {
    const approval = await stage.ask();
    expect(await stage.vote(stage.second, approval, 'approve', { digest: 'f'.repeat(64) })).toMatchObject({ status: 409, body: { error: 'approval_stale' } });
    expect(await stage.read(approval)).toMatchObject({ status: 'pending', votes: [] });
    expectData(await stage.call(stage.asker, approval, 'cancel'));
  });

  it('when a stale request is asked anew, then there is a new one on the state as it is, and the old one stays stale', async () => {
    const own = await openApprovals(POLICY);
    const approval = await own.ask();
    expect((await own.call(own.asker, approval, 'refresh')).status).toBe(409);
    await own.admin.run(set(7));
    expect((await own.call(own.admin, approval, 'refresh')).status).toBe(403);
    const anew = expectData(await own.call(own.asker, approval, 'refresh'));
    expect(anew).toMatchObject({ status: 'pending', retryOf: approval.executionId, diff: [{ old: 7, value: 8 }], moved: [] });
    expect([anew.approvalId === approval.approvalId, anew.digest === approval.digest]).toEqual([false, false]);
    expect(await own.read(approval)).toMatchObject({ status: 'stale' });
    expect(expectData(await own.call(own.asker, approval, 'refresh')).approvalId).toBe(anew.approvalId);
    expect(expectData(await own.vote(own.second, anew, 'approve'))).toMatchObject({ status: 'approved' });
    expect(await own.counter()).toBe(8);
    expect((await own.executions()).filter(({ actionId }) => actionId.startsWith('demo.counter.increment')).map(({ status }) => status)).toEqual(['success', 'pending_approval', 'rejected', 'pending_approval']);
  });
});
