import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Alert } from '../../contract/alert.ts';
import type { AlertDelivery, CreatedAlertChannel } from '../../contract/alert-channel.ts';
import type { ProjectIntegrity } from '../../contract/integrity.ts';
import { startHouse, type House } from '../support/house.ts';
import { expectData } from '../support/http.ts';
import { openReceiver, type ReceivedAlert, type Receiver } from './receiver.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';

const increment = { actionId: 'demo.counter.increment', inputs: {} };
const SLOW_MS = 400_000; // The sweep comes each minute; how long that takes here is no question of this test.
const WAIT_MS = 60_000;

type Listed<T> = { items: T[]; nextCursor: string | null };

describe('8.8 Alerts of integrity', () => {
  let receiver: Receiver;
  let house: House;
  let sql: Sql;
  let stage: Stage;
  let channel: CreatedAlertChannel;
  beforeAll(async () => {
    receiver = await openReceiver();
    house = await startHouse({ EGRESS_ALLOW: receiver.place, PUBLIC_URL: 'https://gatehouse.example/' });
    sql = await openSql(house.databaseUrl);
    stage = await openStage({}, house);
    channel = expectData(await house.adminSession.post<CreatedAlertChannel>('/alert-channels', { name: 'On call', url: receiver.url }), 201);
    await stage.admin.run(increment);
  }, SLOW_MS);
  afterAll(async () => {
    await sql?.close();
    await house?.stop();
    await receiver?.stop();
  });

  const edit = (by: number) => sql.rows('update execution set cost = cost + $2 where project_id = $1 and seq = 1', [stage.projectId, by]);
  const verify = async () => expectData(await stage.admin.session.get<{ ok: boolean }>(stage.at('/integrity')));
  const alerts = async (status: string) => expectData(await house.adminSession.get<Listed<Alert>>(`/alerts?status=${status}`)).items.filter(({ projectId }) => projectId === stage.projectId);
  const deliveries = async () => expectData(await house.adminSession.get<Listed<AlertDelivery>>(`/alert-channels/${channel.channelId}/deliveries`)).items;
  const about = (alertId: string, type: string) => (notice: ReceivedAlert['notice']) => 'alertId' in notice && notice.alertId === alertId && notice.type === type;
  const signatureOf = ({ headers, text }: ReceivedAlert): string =>
    `v1,${createHmac('sha256', Buffer.from(String(channel.secret).replace('whsec_', ''), 'base64')).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`).digest('base64')}`;

  /** What the stream of the project has carried of alerts, once there is so much of it. */
  async function streamed(count: number): Promise<{ type: string; data: Alert }[]> {
    const viewer = await stage.join('viewer');
    const leaving = new AbortController();
    const answer = await fetch(`${house.url}/api/v1${stage.at('/events')}`, { headers: { cookie: viewer.session.cookie, 'last-event-id': '0' }, signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(WAIT_MS)]) });
    const found: { type: string; data: Alert }[] = [];
    let text = '';
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += piece;
      found.splice(0, found.length, ...[...text.matchAll(/^event: alert\..*\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data!) as { type: string; data: Alert }));
      if (found.length >= count) break;
    }
    leaving.abort();
    return found;
  }

  it('when records are altered, then the sweep raises one alert, and a channel, the list and the stream of the project tell of it; once it is over, of that', async () => {
    await edit(1);
    const [told, ...again] = await receiver.alertsOf(({ type }) => type === 'integrity.broken');
    expect(again).toEqual([]);
    const [alert, ...others] = await alerts('open');
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'integrity.broken', projectId: stage.projectId, resolvedAt: null, url: `https://gatehouse.example/p/${stage.projectId}/state` });
    const { alertId, projectId, projectName, title, detail, url } = alert!;
    expect(told?.notice).toEqual({ type: 'integrity.broken', at: alert!.raisedAt, alertId, projectId, projectName, title, detail, url });
    expect(told?.headers['webhook-signature']).toBe(signatureOf(told!));
    expect(await streamed(1)).toMatchObject([{ type: 'alert.raised', data: alert! }]);
    expect(expectData(await house.adminSession.get<Listed<ProjectIntegrity>>('/org/integrity')).items).toContainEqual(expect.objectContaining({ projectId, blocked: true, ok: false, problems: expect.any(Number) }));
    await verify();
    expect(await alerts('open')).toHaveLength(1);

    await edit(-1);
    expect((await verify()).ok).toBe(true);
    expect(await alerts('open')).toEqual([]);
    expect(await alerts('resolved')).toMatchObject([{ alertId, resolvedAt: expect.any(String) }]);
    expect((await streamed(2)).map(({ type }) => type)).toEqual(['alert.raised', 'alert.resolved']);
    const [over] = await receiver.alertsOf(about(alertId, 'integrity.restored'));
    expect(over?.headers['webhook-signature']).toBe(signatureOf(over!));
    expect(await receiver.alertsOf(about(alertId, 'integrity.broken'))).toHaveLength(1);
    expect((await deliveries()).map(({ kind, status, httpStatus, attempts }) => [kind, status, httpStatus, attempts])).toEqual([
      ['integrity.restored', 'sent', 204, 1],
      ['integrity.broken', 'sent', 204, 1],
    ]);
    expect(await stage.admin.run(increment)).toMatchObject({ status: 'success' });
  }, SLOW_MS);

  it.each([
    [204, { status: 'sent', httpStatus: 204, error: null }],
    [400, { status: 'failed', httpStatus: 400, error: 'it answered 400' }],
    [503, { status: 'failed', httpStatus: 503, error: 'it answered 503' }],
  ] as const)('when a test message is answered with %i, then that is said and kept, and it is sent once', async (answer, said) => {
    receiver.answering(() => answer);
    const before = receiver.alerts.length;
    const delivery = expectData(await house.adminSession.post<AlertDelivery>(`/alert-channels/${channel.channelId}/test`));
    receiver.answering(() => 204);
    expect(delivery).toMatchObject({ ...said, kind: 'channel.test', attempts: 1 });
    expect(receiver.alerts.slice(before)).toMatchObject([{ notice: { type: 'channel.test', channelId: channel.channelId } }]);
    expect(receiver.alerts.at(-1)?.headers['webhook-signature']).toBe(signatureOf(receiver.alerts.at(-1)!));
    expect(await deliveries()).toContainEqual(delivery);
  });

  it('when a receiver asks to come later, then it is told again, and the delivery counts the attempts', async () => {
    const other = await openStage({}, house);
    await other.admin.run(increment);
    await sql.rows('update execution set cost = cost + 1 where project_id = $1 and seq = 1', [other.projectId]);
    receiver.answering((_received, before) => (before === 0 ? 429 : 204));
    await other.admin.session.get(other.at('/integrity'));
    const told = await receiver.alertsOf((notice) => 'projectId' in notice && notice.projectId === other.projectId, 2);
    receiver.answering(() => 204);
    expect(new Set(told.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    for (const until = Date.now() + WAIT_MS; (await deliveries())[0]?.status !== 'sent' && Date.now() < until; ) await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await deliveries())[0]).toMatchObject({ deliveryId: told[0]?.headers['webhook-id'], kind: 'integrity.broken', status: 'sent', attempts: 2 });
  }, SLOW_MS);

  it('when a channel is disabled or gone, then no test is sent', async () => {
    const { channelId } = expectData(await house.adminSession.post<CreatedAlertChannel>('/alert-channels', { name: 'Other', url: receiver.url }), 201);
    await house.adminSession.patch(`/alert-channels/${channelId}`, { disabled: true });
    expect((await house.adminSession.post(`/alert-channels/${channelId}/test`)).status).toBe(409);
    await house.adminSession.delete(`/alert-channels/${channelId}`);
    expect((await house.adminSession.post(`/alert-channels/${channelId}/test`)).status).toBe(404);
    expect((await house.adminSession.get(`/alert-channels/${channelId}/deliveries`)).status).toBe(404);
  });
});
