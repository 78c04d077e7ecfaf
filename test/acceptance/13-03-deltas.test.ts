import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Snapshot, SnapshotEntry } from '../../contract/snapshot.ts';
import { expectData } from '../support/http.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Asked, type Stage } from './stage.ts';

const VERSIONS = 110;
const LONG = 10_000;
const EVERY = 50; // CHECKPOINT_EVERY as it is without being set.

describe('13.3 Deltas', () => {
  let stage: Stage;
  let sql: Sql;
  const known: Snapshot[] = [];
  beforeAll(async () => {
    stage = await openStage();
    sql = await openSql(stage.house.databaseUrl);
    known.push(await stage.state());
    for (let version = 1; version <= VERSIONS; version += 1) {
      const intent: Asked = version % 7 === 0 ? { actionId: 'std.slider.set', inputs: { value: version % 100 } } : { actionId: 'demo.counter.increment', inputs: { amount: version } };
      await stage.admin.run(intent);
      known.push(await stage.state());
    }
  });
  afterAll(() => sql.close());

  it('when a project has many versions, then each is one delta, a checkpoint stands at every 50th, and no chain is longer', async () => {
    const checkpoints = await sql.rows<{ version: number }>('select version::int from state_checkpoint where project_id = $1 order by version', [stage.projectId]);
    expect(checkpoints.map(({ version }) => version)).toEqual([EVERY, 2 * EVERY]);
    const deltas = await sql.rows<{ version: number }>('select version::int from state_delta where project_id = $1 order by version', [stage.projectId]);
    expect(deltas.map(({ version }) => version)).toEqual(Array.from({ length: VERSIONS }, (_none, index) => index + 1));
    const { items } = expectData(await stage.admin.session.get<{ items: SnapshotEntry[] }>(stage.at('/snapshots?limit=200')));
    expect(items.filter(({ isCheckpoint }) => isCheckpoint).map(({ version }) => version)).toEqual([2 * EVERY, EVERY]);
  });

  it('when any version is read back, then it equals what was answered then, checksum included', async () => {
    for (const snapshot of known) expect(expectData(await stage.admin.session.get<Snapshot>(stage.at(`/state?version=${snapshot.version}`)))).toEqual(snapshot);
  });

  it('when little of a large state changes, then the delta holds what changed and not the state', async () => {
    expect(await stage.admin.run({ actionId: 'std.text_input.set', inputs: { value: 'x'.repeat(LONG) } })).toMatchObject({ status: 'success' });
    expect(await stage.admin.run({ actionId: 'demo.counter.increment' })).toMatchObject({ status: 'success' });
    const [newest] = await sql.rows<{ bytes: number }>('select pg_column_size(diff) as bytes from state_delta where project_id = $1 order by version desc limit 1', [stage.projectId]);
    expect(newest?.bytes).toBeLessThan(300);
  });
});
