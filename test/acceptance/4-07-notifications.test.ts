import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlertChannel, CreatedAlertChannel, NewAlertChannel } from '../../contract/alert-channel.ts';
import type { Approval } from '../../contract/approval.ts';
import type { Execution } from '../../contract/execution.ts';
import { ids } from '../../temporal/ids.ts';
import { lookAtApproval } from '../../temporal/look-at-approval.ts';
import { startHouse, type House } from '../support/house.ts';
import { expectData } from '../support/http.ts';
import { openApprovals, type ApprovalsStage } from './approvals-stage.ts';
import { findLine } from './log-lines.ts';
import { openReceiver, type Received, type Receiver } from './receiver.ts';
import { openTemporal } from './temporal-view.ts';

const SETTLED_WITHIN_MS = 30_000;

describe('4.7 Notifications of approvals', () => {
  let receivers: { first: Receiver; second: Receiver };
  let house: House;
  let stage: ApprovalsStage;
  beforeAll(async () => {
    receivers = { first: await openReceiver(), second: await openReceiver() };
    house = await startHouse({ EGRESS_ALLOW: [receivers.first.place, receivers.second.place].join(','), PUBLIC_URL: 'https://gatehouse.example/' });
    stage = await openApprovals(undefined, house);
  });
  afterAll(async () => {
    await house?.stop();
    await receivers?.first.stop();
    await receivers?.second.stop();
  });

  const channels: CreatedAlertChannel[] = [];
  const open = async (receiver: Receiver, more: Partial<NewAlertChannel> = {}): Promise<CreatedAlertChannel> => {
    const created = expectData(await house.adminSession.post<CreatedAlertChannel>('/alert-channels', { name: 'On call', url: receiver.url, ...more }), 201);
    channels.push(created);
    return created;
  };
  afterEach(async () => {
    for (const { channelId } of channels.splice(0)) await house.adminSession.delete(`/alert-channels/${channelId}`);
    receivers.first.answering(() => 204);
    receivers.second.answering(() => 204);
  });

  /** The rows of a request once its outcome is there. */
  const settled = async (approval: Approval): Promise<Execution[]> => {
    const until = Date.now() + SETTLED_WITHIN_MS;
    for (;;) {
      const rows = await stage.rowsOf(approval);
      if (rows.length > 1 || Date.now() > until) return rows;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  const signatureOf = ({ headers, text }: Received, secret: string | null): string => {
    const key = Buffer.from(String(secret).replace('whsec_', ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`).digest('base64')}`;
  };

  it('when a request waits and is decided, then a channel is told of both, signed, with a link to its page', async () => {
    const channel = await open(receivers.first);
    const approval = await stage.ask();
    const [pending] = await receivers.first.about(approval.approvalId);
    expect(pending?.notice).toMatchObject({
      ...{ type: 'approval.pending', at: approval.createdAt, status: 'pending', projectId: stage.projectId, approvalId: approval.approvalId, titles: ['Add to the counter'] },
      ...{ requestedBy: { userId: stage.asker.userId, username: stage.asker.session.me.user.username }, reason: approval.reason, cost: 1, requiredRole: 'admin', quorum: 1, expiresAt: approval.expiresAt },
      url: `https://gatehouse.example/p/${stage.projectId}/approvals/${approval.approvalId}`,
    });
    expect(pending?.headers['webhook-signature']).toBe(signatureOf(pending!, channel.secret));
    expect(Math.abs(Number(pending?.headers['webhook-timestamp']) - Date.now() / 1_000)).toBeLessThan(300);
    expectData(await stage.vote(stage.admin, approval, 'approve'));
    const [closed] = await receivers.first.about(approval.approvalId, 1, 'approval.closed');
    expect(closed?.notice).toMatchObject({ type: 'approval.closed', status: 'approved' });
    expect(closed?.headers['webhook-signature']).toBe(signatureOf(closed!, channel.secret));
    expect(closed?.headers['webhook-id']).not.toBe(pending?.headers['webhook-id']);
  });

  it('when an action has inputs, then none of them is in what is sent', async () => {
    await open(receivers.first);
    await stage.setPolicy({ approvals: [{ id: 'by-hand', when: { actions: ['std.*', 'demo.counter.increment'] } }] });
    const approval = await stage.ask({ actionId: 'std.text_input.set', inputs: { value: 'hunter2' } });
    const [pending] = await receivers.first.about(approval.approvalId);
    expect(pending?.text).not.toContain('hunter2');
    expectData(await stage.call(stage.asker, approval, 'cancel'));
    expect((await receivers.first.about(approval.approvalId, 1, 'approval.closed')).at(0)?.notice.status).toBe('cancelled');
  });

  it('when a receiver fails twice, then it is told a third time under the same id, and not again', async () => {
    const channel = await open(receivers.first, { kinds: ['approval.pending'] });
    receivers.first.answering((_received, before) => (before < 2 ? 500 : 200));
    const approval = await stage.ask();
    const tries = await receivers.first.about(approval.approvalId, 3);
    expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(tries.map(({ text }) => text)).size).toBe(1);
    for (const one of tries) expect(one.headers['webhook-signature']).toBe(signatureOf(one, channel.secret));
    expectData(await stage.vote(stage.admin, approval, 'deny'));
    const next = await stage.ask();
    await receivers.first.about(next.approvalId, 3);
    expect(await receivers.first.about(approval.approvalId)).toHaveLength(3);
    expectData(await stage.call(stage.asker, next, 'cancel'));
  });

  it.each([
    ['answers 400', 400, 'it answered 400'],
    ['points elsewhere', { redirect: 'http://169.254.169.254/latest/meta-data' }, 'redirects are not followed'],
  ] as const)('when a receiver %s, then it is not asked again and the log says so, and another one is told', async (_when, how, said) => {
    await open(receivers.first, { kinds: ['approval.pending'] });
    await open(receivers.second, { kinds: ['approval.pending'] });
    receivers.first.answering(() => how);
    const approval = await stage.ask();
    expect(await receivers.second.about(approval.approvalId)).toHaveLength(1);
    expect(await receivers.first.about(approval.approvalId)).toHaveLength(1);
    const line = await findLine(house.worker.logFile, (entry) => entry.event === 'notice-failed' && entry['approval_id'] === approval.approvalId);
    expect(line).toMatchObject({ final: true, message: expect.stringContaining(said) });
    expectData(await stage.call(stage.asker, approval, 'cancel'));
  });

  it('when a receiver never answers, then people decide as without it, and others are told', async () => {
    await open(receivers.first);
    await open(receivers.second);
    receivers.first.answering(() => 'never');
    const approval = await stage.ask();
    await receivers.first.about(approval.approvalId);
    expect(expectData(await stage.vote(stage.admin, approval, 'approve'))).toMatchObject({ status: 'approved', votes: [{ userId: stage.admin.userId }] });
    expect((await stage.rowsOf(approval)).at(-1)).toMatchObject({ status: 'success' });
    expect(await receivers.second.about(approval.approvalId, 1, 'approval.closed')).toHaveLength(1);
  });

  it('when a channel is disabled or wants other news, then it is told nothing of this', async () => {
    const silent = await open(receivers.first);
    expect(expectData(await house.adminSession.patch<AlertChannel>(`/alert-channels/${silent.channelId}`, { disabled: true }))).toMatchObject({ disabled: true, name: 'On call' });
    await open(receivers.second, { kinds: ['approval.closed'] });
    const approval = await stage.ask();
    expectData(await stage.vote(stage.admin, approval, 'deny'));
    expect((await receivers.second.about(approval.approvalId)).map(({ notice }) => notice.type)).toEqual(['approval.closed']);
    expect(receivers.first.received.filter(({ notice }) => notice.approvalId === approval.approvalId)).toEqual([]);
  });

  it('when the worker is killed while a receiver hangs, then the request is decided, and told of once more under the same id', async () => {
    await open(receivers.first, { kinds: ['approval.pending'] });
    receivers.first.answering((_received, before) => (before === 0 ? 'never' : 204));
    const approval = await stage.ask();
    await receivers.first.about(approval.approvalId);
    process.kill(house.worker.pid, 'SIGKILL');
    await house.worker.ended;
    await house.startProcess('worker');
    expect(expectData(await stage.vote(stage.admin, approval, 'approve'))).toMatchObject({ votes: [{ userId: stage.admin.userId }] });
    expect((await settled(approval)).at(-1)).toMatchObject({ status: 'success' });
    const tries = await receivers.first.about(approval.approvalId, 2);
    expect(tries).toHaveLength(2);
    expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('when a request is looked at again after it was closed, then nobody is told again', async () => {
    await open(receivers.first);
    const approval = await stage.ask();
    await receivers.first.about(approval.approvalId);
    expectData(await stage.vote(stage.admin, approval, 'deny'));
    await receivers.first.about(approval.approvalId, 2);
    const view = openTemporal(house);
    try {
      await view.ended(ids.notice(stage.projectId, approval.approvalId, 'approval.closed'));
      await lookAtApproval(view.temporal, approval);
      await view.ended(approval.workflowId);
      expect((await receivers.first.about(approval.approvalId)).map(({ notice }) => notice.type).toSorted()).toEqual(['approval.closed', 'approval.pending']);
      expect((await view.rawHistory(ids.notice(stage.projectId, approval.approvalId, 'approval.pending'))).text).not.toContain(receivers.first.url);
    } finally {
      await view.close();
    }
  });

  it('when a channel leads inside, then it is refused at its address', async () => {
    for (const url of ['http://10.0.0.1/', 'http://0x7f.1/', 'http://localhost:1/', 'http://[::1]/', 'https://user:pass@example.com/', 'ftp://example.com/', 'nowhere']) {
      const answer = await house.adminSession.post('/alert-channels', { name: 'Inside', url });
      expect([url, answer.status, answer.body.issues?.map(({ path }) => path)]).toEqual([url, 422, ['/url']]);
    }
  });

  it('when a channel is made, then its secret is shown this once', async () => {
    const created = await open(receivers.first, { kinds: ['approval.closed'] });
    expect(created.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { secret: _secret, ...shown } = created;
    expect(expectData(await house.adminSession.get<AlertChannel>(`/alert-channels/${created.channelId}`))).toEqual(shown);
    expect(expectData(await house.adminSession.get<{ items: AlertChannel[] }>('/alert-channels')).items).toContainEqual(shown);
    expect(expectData(await house.adminSession.patch<AlertChannel>(`/alert-channels/${created.channelId}`, { name: 'Renamed', kinds: null }))).toMatchObject({ name: 'Renamed', kinds: null, url: created.url });
  });
});
