import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Approval } from '../../contract/approval.ts';
import { call } from '../cli/call.ts';
import { expectData } from '../support/http.ts';
import { type ApprovalsStage, HOLD_INCREMENTS, openApprovals } from './approvals-stage.ts';

describe('4.7 Approvals', () => {
  let stage: ApprovalsStage;
  beforeAll(async () => {
    stage = await openApprovals();
  });

  it('when an intent is held, then it is stored with why, what it would change and who may decide, and is listed to them', async () => {
    const approval = await stage.ask();
    expect(approval).toMatchObject({ status: 'pending', requestedBy: stage.asker.userId, requiredRole: 'admin', quorum: 1, votes: [], moved: [], outcomeExecutionId: null });
    expect(approval).toMatchObject({ reason: { gate: 'approval', rule: 'by-hand' }, diff: [{ path: '/demo.counter/value', old: 0, value: 1 }], cost: 1 });
    expect(await stage.counter()).toBe(0);
    const inbox = async (who: typeof stage.admin) => expectData(await who.session.get<{ items: Approval[] }>('/approvals')).items.map(({ approvalId }) => approvalId);
    expect(await inbox(stage.admin)).toContain(approval.approvalId);
    expect(await inbox(stage.asker)).not.toContain(approval.approvalId);
    const listed = expectData(await stage.asker.session.get<{ items: Approval[] }>(stage.at('/approvals?status=pending')));
    expect(listed.items).toContainEqual(approval);
    expectData(await stage.call(stage.asker, approval, 'cancel'));
  });

  it('when requests are listed by a status that only a look can tell, then what is shown with another one takes no place on the page', async () => {
    const own = await openApprovals({ approvals: [{ id: 'all', when: { actions: ['demo.*', 'std.*'] } }] });
    const kept = await own.ask({ actionId: 'std.slider.set', inputs: { value: 40 } });
    const moved = [await own.ask(), await own.ask(), await own.ask()];
    const [first, ...others] = moved;
    if (first) expectData(await own.vote(own.second, first, 'approve'));
    const list = async (query: string) => expectData(await own.admin.session.get<{ items: Approval[] }>(own.at(`/approvals?${query}`))).items.map(({ approvalId }) => approvalId);
    expect(await list('status=pending&limit=1')).toEqual([kept.approvalId]);
    expect(await list('status=stale&limit=2')).toEqual(others.map(({ approvalId }) => approvalId).toReversed());
  });

  it('when it is approved, then it runs once, and the row that waited stays beside its outcome', async () => {
    const before = await stage.counter();
    const approval = await stage.ask({ actionId: 'demo.counter.increment', requestId: 'once' });
    const after = expectData(await stage.vote(stage.admin, approval, 'approve', { comment: 'Go on.' }));
    expect(after).toMatchObject({ status: 'approved', votes: [{ userId: stage.admin.userId, vote: 'approve', comment: 'Go on.' }] });
    const [held, outcome, ...more] = await stage.rowsOf(approval);
    expect(held).toMatchObject({ status: 'pending_approval', executionId: approval.executionId, approvalId: approval.approvalId, diff: [], retryOf: null });
    expect(outcome).toMatchObject({ status: 'success', executionId: after.outcomeExecutionId, approvalId: approval.approvalId, retryOf: approval.executionId, requestId: 'once' });
    expect(more).toEqual([]);
    expect(await stage.counter()).toBe(before + 1);
    expect(await stage.asker.run({ actionId: 'demo.counter.increment', requestId: 'once' })).toMatchObject({ executionId: outcome?.executionId, status: 'success' });
  });

  it('when it is denied, then it is closed with a row that says so, and nothing runs', async () => {
    const before = await stage.counter();
    const approval = await stage.ask();
    expect(expectData(await stage.vote(stage.second, approval, 'deny'))).toMatchObject({ status: 'denied' });
    expect((await stage.rowsOf(approval)).at(-1)).toMatchObject({ status: 'rejected', error: { code: 'approval_denied' }, retryOf: approval.executionId });
    expect((await stage.vote(stage.admin, approval, 'approve')).status).toBe(409);
    expect(await stage.counter()).toBe(before);
  });

  it('when nobody decides in time, then it expires by itself', async () => {
    const own = await openApprovals({ approvals: [{ id: 'brief', when: { actions: ['demo.counter.*'] }, expiresAfter: '1s' }] });
    const approval = await own.ask();
    const rows = await settled(own, approval);
    expect(rows.at(-1)).toMatchObject({ status: 'rejected', error: { code: 'approval_expired' } });
    expect(await own.read(approval)).toMatchObject({ status: 'expired' });
    expect((await own.vote(own.admin, approval, 'approve')).status).toBe(409);
  });

  it('when the requester decides on his own request, then it is forbidden, whatever his role', async () => {
    for (const who of [stage.asker, stage.second]) {
      const approval = await stage.ask({ actionId: 'demo.counter.increment', confirmed: true }, who);
      expect([(await stage.vote(who, approval, 'approve')).status, (await stage.vote(who, approval, 'deny')).status]).toEqual([403, 403]);
      expect(await stage.read(approval)).toMatchObject({ status: 'pending', votes: [] });
      expectData(await stage.call(who, approval, 'cancel'));
    }
  });

  it('when somebody without the role votes, then it is forbidden', async () => {
    const approval = await stage.ask();
    for (const role of ['operator', 'viewer'] as const) expect((await stage.vote(await stage.join(role), approval, 'approve')).status).toBe(403);
    expectData(await stage.call(stage.admin, approval, 'cancel'));
  });

  it('when a quorum of two is asked for, then it counts distinct people who still have the role', async () => {
    const own = await openApprovals({ approvals: [{ id: 'two', when: { actions: ['demo.counter.*'] }, quorum: 2 }] });
    const approval = await own.ask();
    expect(expectData(await own.vote(own.second, approval, 'approve'))).toMatchObject({ status: 'pending' });
    expect((await own.vote(own.second, approval, 'approve')).status).toBe(409);
    expectData(await own.admin.session.put(own.at(`/members/${own.second.userId}`), { role: 'operator' }));
    expect(expectData(await own.vote(own.third, approval, 'approve'))).toMatchObject({ status: 'pending' });
    expect(await own.counter()).toBe(0);
    expect(expectData(await own.vote(own.admin, approval, 'approve'))).toMatchObject({ status: 'approved' });
    expect(await own.counter()).toBe(1);
  });

  it('when it is cancelled, then nobody can decide it any more, and others than its requester and admins may not cancel', async () => {
    const approval = await stage.ask();
    expect((await stage.call(await stage.join('operator'), approval, 'cancel')).status).toBe(403);
    expect(expectData(await stage.call(stage.asker, approval, 'cancel'))).toMatchObject({ status: 'cancelled' });
    expect((await stage.vote(stage.admin, approval, 'approve')).status).toBe(409);
    expect((await stage.rowsOf(approval)).map(({ status, error }) => [status, error?.code])).toEqual([['pending_approval', undefined], ['rejected', 'approval_cancelled']]);
    expect(expectData(await stage.call(stage.asker, approval, 'cancel'))).toMatchObject({ status: 'cancelled' });
  });

  it('when an action asks for a confirmation and an approval, then the confirmation comes first', async () => {
    const own = await openApprovals({ approvals: [{ id: 'all', when: {} }] });
    expect(await own.asker.run({ actionId: 'demo.counter.reset' })).toMatchObject({ status: 'rejected', error: { code: 'confirmation_required' } });
    expect(await own.asker.run({ actionId: 'demo.counter.reset', confirmed: true })).toMatchObject({ status: 'pending_approval' });
  });

  it('when the re-check refuses what people have allowed, then the request stays approved, and the outcome says why', async () => {
    const own = await openApprovals({ ...HOLD_INCREMENTS, limits: { quota: { perDay: 1 } } });
    const [first, second] = [await own.ask({ actionId: 'demo.counter.increment' }), await own.ask({ actionId: 'demo.counter.increment', inputs: { amount: 5 } })];
    expect(await own.admin.run({ actionId: 'std.slider.set', inputs: { value: 3 } })).toMatchObject({ status: 'success' });
    for (const approval of [first, second]) {
      expect(expectData(await own.vote(own.second, approval, 'approve'))).toMatchObject({ status: 'approved' });
      expect((await own.rowsOf(approval)).at(-1)).toMatchObject({ status: 'rejected', error: { code: 'quota_exceeded' } });
    }
  });

  it('when the project is locked, then a vote ends in project_locked', async () => {
    const own = await openApprovals();
    const approval = await own.ask();
    expectData(await own.admin.session.post(own.at('/lock')));
    expect(expectData(await own.vote(own.second, approval, 'approve'))).toMatchObject({ status: 'approved' });
    expect((await own.rowsOf(approval)).at(-1)).toMatchObject({ status: 'rejected', error: { code: 'project_locked' } });
  });

  it('when the project is stopped, then what waits is cancelled', async () => {
    const own = await openApprovals();
    const approval = await own.ask();
    expect(expectData(await own.admin.session.post(own.at('/stop'), { reason: 'A drill.' }))).toMatchObject({ cancelled: { approvals: 1 } });
    expect(await own.read(approval)).toMatchObject({ status: 'cancelled' });
    expect((await settled(own, approval)).at(-1)).toMatchObject({ error: { code: 'approval_cancelled' } });
  });

  it('when a held intent was said in a chat, then its turn waits, yes does not approve it, and its reply ends with the outcome', async () => {
    const own = await openApprovals();
    const turn = await own.asker.say('add 5');
    expect(turn).toMatchObject({ status: 'awaiting_approval', reply: { text: expect.stringContaining('by-hand') } });
    await own.asker.say('yes', { sessionId: turn.sessionId });
    const { items } = expectData(await own.admin.session.get<{ items: Approval[] }>(own.at('/approvals')));
    expect(items).toMatchObject([{ status: 'pending', turnId: turn.turnId }]);
    expectData(await own.vote(own.admin, items[0]!, 'approve'));
    const ended = await untilDone(own, turn.turnId);
    expect(ended).toMatchObject({ status: 'done', reply: { kind: 'executed', text: expect.stringContaining('5') } });
    expect(await own.counter()).toBe(5);
  });

  it('when a turn that waits is cancelled, then its request is withdrawn, and nothing runs', async () => {
    const own = await openApprovals();
    const turn = await own.asker.say('add 5');
    expect(expectData(await own.asker.session.post(own.at(`/turns/${turn.turnId}/cancel`)))).toMatchObject({ status: 'done' });
    const { items } = expectData(await own.admin.session.get<{ items: Approval[] }>(own.at('/approvals')));
    expect(items).toMatchObject([{ status: 'cancelled' }]);
    expect((await settled(own, items[0]!)).at(-1)).toMatchObject({ error: { code: 'approval_cancelled' } });
    expect(await own.counter()).toBe(0);
  });

  it('when the command line asks, lists and decides, then its exit codes say what came of it', async () => {
    const own = await openApprovals();
    const tokenOf = async (who: typeof own.admin) => expectData(await who.session.post<{ token: string }>('/tokens', { name: 'cli' }), 201).token;
    const [asking, deciding] = [await tokenOf(own.asker), await tokenOf(own.second)];
    const gatehouse = (token: string, args: string[]) => call(args, { url: own.house.url, token, project: own.projectId });
    expect((await gatehouse(asking, ['run', 'demo.counter.increment'])).code).toBe(4);
    expect((await gatehouse(asking, ['run', 'demo.counter.increment', 'amount=2'])).code).toBe(4);
    const listed = await gatehouse(deciding, ['approvals', '--status', 'pending']);
    expect(listed.out).toContain('demo.counter.increment');
    const [second, first] = expectData(await own.second.session.get<{ items: Approval[] }>(own.at('/approvals'))).items;
    expect((await gatehouse(asking, ['approve', first!.approvalId])).code).toBe(1);
    expect((await gatehouse(deciding, ['deny', second!.approvalId.slice(-8), '--comment', 'Too much.'])).code).toBe(0);
    const approved = await gatehouse(deciding, ['approve', first!.approvalId]);
    expect([approved.code, approved.out]).toEqual([0, expect.stringContaining('success')]);
    expect((await gatehouse(deciding, ['approvals', '--all'])).out).toContain('denied');
    expect(await own.counter()).toBe(1);
  });
});

const LOOKS = 200;

/** The rows of a request once its outcome is among them. */
async function settled(stage: ApprovalsStage, approval: Approval) {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const rows = await stage.rowsOf(approval);
    if (rows.length > 1) return rows;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the request was not settled');
}

async function untilDone(stage: ApprovalsStage, turnId: string) {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const turn = expectData(await stage.asker.session.get<{ status: string }>(stage.at(`/turns/${turnId}`)));
    if (turn.status === 'done') return turn;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the turn does not end');
}
