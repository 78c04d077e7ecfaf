import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findAlert, listAlerts, listUntoldNews, markTold } from '../../db/stores/alerts.ts';
import { verifyIntegrity } from '../../db/verify-integrity.ts';
import { openStage, type Stage } from '../activities/stage.ts';

const ADDRESS = 'https://gatehouse.example';
let stage: Stage;
let projectId: string;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  projectId = await stage.project();
  await stage.run(projectId, { actionId: 'tank.fill', inputs: { litres: 1 } });
});

const woken: string[] = [];
const verify = (lifts = true) => verifyIntegrity({ ...stage.powers, peopleAddress: ADDRESS, wake: (id) => woken.push(id) }, { projectId, lifts });
const tamper = (by: number) => stage.database.read('update execution set cost = cost + $2 where project_id = $1 and seq = 1', [projectId, by]);
const alerts = async (status?: 'open' | 'resolved') => (await listAlerts(stage.database.read, { limit: 200, status }, ADDRESS)).items.filter((alert) => alert.projectId === projectId);
const events = () => stage.database.read<{ type: string; data: unknown }>(`select type, data from event where project_id = $1 and type like 'alert.%' order by seq`, [projectId]);
const news = async () => (await listUntoldNews(stage.database.read, 1_000)).filter(({ alertId }) => own.has(alertId));
const own = new Set<string>();

describe('alerts of integrity', () => {
  it('when records are altered, then one alert is raised however often that is found, and resolved once an admin has a clean verification', async () => {
    await verify();
    expect(await alerts()).toEqual([]);
    await tamper(1);
    await verify(false);
    await verify(true);
    const [alert, ...others] = await alerts('open');
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'integrity.broken', projectId, resolvedAt: null, url: `${ADDRESS}/p/${projectId}/state`, detail: expect.stringContaining('Row 1 is not as it was written.') });
    expect(await events()).toEqual([{ type: 'alert.raised', data: alert }]);
    expect(woken).toEqual([projectId]);

    await tamper(-1);
    await verify(false);
    expect(await alerts('open')).toHaveLength(1); // A viewer does not set it right, and nothing runs yet.
    await verify();
    await verify();
    expect(await alerts('open')).toEqual([]);
    const [resolved] = await alerts('resolved');
    expect(resolved).toEqual({ ...alert, resolvedAt: expect.any(String) });
    expect((await events()).map(({ type }) => type)).toEqual(['alert.raised', 'alert.resolved']);
    expect((await verify())?.ok).toBe(true); // What tells of an alert is no finding itself.

    await tamper(1);
    await verify();
    expect((await alerts()).map(({ resolvedAt }) => resolvedAt === null)).toEqual([true, false]);
  });

  it('when two verifications find it at once, then one alert is raised', async () => {
    await tamper(1);
    await Promise.all([verify(), verify(), verify(), verify()]);
    expect(await alerts()).toHaveLength(1);
    expect(await events()).toHaveLength(1);
  });

  it('when somebody has taken the number of the next event, then the alert is raised all the same', async () => {
    await stage.database.read(`insert into event (project_id, seq, type, user_id, data, at) select $1, event_seq + 1, 'turn.updated', null, '{}', now() from project_head where project_id = $1`, [projectId]);
    expect((await verify())?.problems).toMatchObject([{ kind: 'event' }]);
    expect(await alerts('open')).toHaveLength(1);
  });

  it('when channels have been told, then there is no more news of it', async () => {
    await tamper(1);
    await verify();
    const [alert] = await alerts();
    own.add(alert!.alertId);
    expect(await news()).toEqual([{ alertId: alert!.alertId, kind: 'integrity.broken' }]);
    await markTold(stage.database.read, { alertId: alert!.alertId, kind: 'integrity.broken' }, new Date());
    expect(await news()).toEqual([]);
    await tamper(-1);
    await verify();
    expect(await news()).toEqual([{ alertId: alert!.alertId, kind: 'integrity.restored' }]);
    expect(await findAlert(stage.database.read, alert!.alertId, ADDRESS)).toMatchObject({ alertId: alert!.alertId, resolvedAt: expect.any(String) });
    expect(await findAlert(stage.database.read, 'nothing', ADDRESS)).toBeNull();
  });
});
