import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import type { IntegrityReport } from '../../contract/integrity.ts';
import type { Snapshot, SnapshotEntry } from '../../contract/snapshot.ts';
import { startSweep } from '../../temporal/start-sweep.ts';
import { expectData } from '../support/http.ts';
import { type House, startHouse } from '../support/house.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';
import { openTemporal, type TemporalView } from './temporal-view.ts';

const STARTS_WITHIN_MS = 180_000;

let house: House; // Its sweep would prune other projects as well.
let stage: Stage;
let sql: Sql;
let view: TemporalView;
const known: Snapshot[] = [];
beforeAll(async () => {
  house = await startHouse({ CHECKPOINT_EVERY: '5', RETENTION_DELTAS_DAYS: '7', RETENTION_EVENTS_DAYS: '7' });
  stage = await openStage({}, house);
  sql = await openSql(house.databaseUrl);
  view = openTemporal(house);
  known.push(await stage.state());
  for (let value = 1; value <= 13; value += 1) {
    await stage.admin.run({ actionId: 'demo.counter.set', inputs: { value } });
    known.push(await stage.state());
  }
  // What a sweep goes by is made old; the instants that the chain covers stay as they are.
  await sql.rows(`update state_checkpoint set at = at - interval '8 days' where project_id = $1`, [stage.projectId]);
  await sql.rows(`update event set at = at - interval '8 days' where project_id = $1 and seq <= 20`, [stage.projectId]);
  await (await startSweep(view.temporal)).result();
}, STARTS_WITHIN_MS);
afterAll(async () => {
  await view?.close();
  await sql?.close();
  await house?.stop();
});

const get = <Data>(path: string) => stage.admin.session.get<Data>(stage.at(path));

describe('13.8 Retention', () => {
  it('when deltas are pruned, then checkpoints and all that is newer read as they were, and what lies between is 404 with the detail pruned', async () => {
    for (const snapshot of known) {
      const { version } = snapshot;
      const { status, body, headers } = await get<Snapshot>(`/state?version=${version}`);
      if (version % 5 === 0 || version > 10) expect(expectData({ status, body, headers })).toEqual(snapshot);
      else expect([version, status, body.error, body.detail]).toEqual([version, 404, 'not_found', 'pruned']);
    }
  });

  it('when the versions are listed, then every one is there, and each execution too', async () => {
    const { items } = expectData(await get<{ items: SnapshotEntry[] }>('/snapshots?limit=50'));
    expect(items.map(({ version, at, executionId }) => ({ version, at, executionId }))).toEqual(known.map(({ version, at, executionId }) => ({ version, at, executionId })).reverse());
    expect(await stage.executions()).toHaveLength(13);
  });

  it('when the integrity is verified, then nothing is wrong, and a kept row that is edited is still found', async () => {
    const verify = async () => expectData(await get<IntegrityReport>('/integrity'));
    expect(await verify()).toMatchObject({ ok: true, checked: 13 });
    const edit = (from: number, to: number) => sql.rows(`update execution set cost = $3 where project_id = $1 and seq = 2 and cost = $2`, [stage.projectId, from, to]);
    await edit(1, 9);
    expect(await verify()).toMatchObject({ ok: false, problems: [{ kind: 'hash', seq: 2 }, { kind: 'ledger', seq: 2 }] });
    await edit(9, 1);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it.each(['/diff?from=3&to=12', '/diff?from=12&to=3'])('when %s is asked for, then it is 404 with the detail pruned', async (path) => {
    const { status, body } = await get(path);
    expect([status, body.detail]).toEqual([404, 'pruned']);
  });

  it('when a fork is made of a pruned version, then it is 404 with the detail pruned', async () => {
    const { status, body } = await stage.admin.session.post(stage.at('/forks'), { version: 3 });
    expect([status, body.detail]).toEqual([404, 'pruned']);
    expectData(await stage.admin.session.post(stage.at('/forks'), { version: 5 }), 201);
  });

  it('when a pruned version is reverted to, then it fails as pruned, and a checkpoint comes back', async () => {
    const revert = async (version: number) => expectData(await stage.admin.session.post<Execution>(stage.at('/revert'), { version, confirmed: true }));
    expect(await revert(3)).toMatchObject({ status: 'failed', error: { code: 'not_found', detail: 'pruned' } });
    expect(await revert(5)).toMatchObject({ status: 'success', stateVersion: 14 });
    expect(await stage.counter()).toBe(5);
  });

  it('when a stream asks for events that are pruned, then it is told to begin anew', async () => {
    const { session } = stage.admin;
    const listen = async (lastEventId: string) => {
      const answer = await fetch(`${stage.house.url}/api/v1${stage.at('/events')}`, { headers: { cookie: session.cookie, 'last-event-id': lastEventId } });
      const reader = answer.body?.getReader();
      const { value } = (await reader?.read()) ?? {};
      await reader?.cancel();
      return new TextDecoder().decode(value);
    };
    expect(await listen('3')).toMatch(/^event: reset\n/);
    expect(await listen('20')).not.toMatch(/reset/);
  });
});
