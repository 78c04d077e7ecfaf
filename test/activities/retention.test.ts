import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deleteExpired } from '../../activities/delete-expired.ts';
import { loadPasts } from '../../db/stores/load-pasts.ts';
import { listVersions } from '../../db/stores/stored-versions.ts';
import { readEventBounds } from '../../db/stores/events.ts';
import { verifyIntegrity } from '../../db/verify-integrity.ts';
import type { Past } from '../../domain/state/past.ts';
import { countRows, openStage, readHeadRow, type Stage } from './stage.ts';

const EVERY = 3;
const PRUNED: Past = { ok: false, detail: 'pruned' };
let stage: Stage;
let kept: Stage;
beforeAll(async () => {
  stage = await openStage({ checkpointEvery: EVERY });
  kept = stage.with({ retention: { deltasDays: 10, eventsDays: 10, mediaDays: null } });
});
afterAll(() => stage.close());

/** Eight versions: six on the first of March, and two on the twentieth. */
async function history(): Promise<string> {
  const projectId = await stage.project();
  stage.setClock('2027-03-01T12:00:00.000Z');
  for (let litres = 1; litres <= 6; litres += 1) await stage.run(projectId, { actionId: 'tank.fill', inputs: { litres } });
  stage.setClock('2027-03-20T12:00:00.000Z');
  for (let litres = 1; litres <= 2; litres += 1) await stage.run(projectId, { actionId: 'tank.fill', inputs: { litres } });
  stage.setClock('2027-03-21T12:00:00.000Z');
  return projectId;
}

const sweep = (atMost = 1_000) => deleteExpired(kept.powers)({ atMost });
const told = async (projectId: string, versions: number[]) => {
  const pasts = await loadPasts(stage.database.read, { catalog: stage.powers.catalog, head: { projectId } }, versions);
  return versions.map((version) => {
    const past = pasts.get(version)!;
    return past.ok ? past.components['tank']?.['level'] : past;
  });
};
const verify = async (projectId: string) => (await verifyIntegrity(stage.powers, { projectId, lifts: true }))!;

describe('retention', () => {
  it('when deltas are older than they are kept, then versions between old checkpoints are pruned, and everything else is told as before', async () => {
    const projectId = await history();
    const rows = await countRows(stage.database, projectId);
    expect(await told(projectId, [0, 1, 2, 3, 4, 5, 6, 7, 8])).toEqual([0, 1, 3, 6, 10, 15, 21, 22, 24]);
    await sweep();
    expect(await told(projectId, [0, 1, 2, 3, 4, 5, 6, 7, 8])).toEqual([0, PRUNED, PRUNED, 6, PRUNED, PRUNED, 21, 22, 24]);
    expect(await readHeadRow(stage.database, projectId)).toMatchObject({ pruned_version: 6 });
    expect(await countRows(stage.database, projectId)).toEqual({ ...rows, event: 4 });
    const { items } = await listVersions(stage.database.read, projectId, { limit: 50, cursor: undefined });
    expect(items.map(({ version, actionId, isCheckpoint }) => [version, actionId, isCheckpoint])).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0].map((version) => [version, version === 0 ? null : 'tank.fill@v1', version % 3 === 0 && version > 0]));
    expect(await verify(projectId)).toMatchObject({ ok: true, checked: 8, problems: [] });
  });

  it('when a version is reverted to, then a pruned one says so, and a checkpoint is still there', async () => {
    const projectId = await history();
    await sweep();
    const revert = (version: number) => stage.run(projectId, { actionId: 'system.revert', inputs: { version }, confirmed: true });
    expect(await revert(4)).toMatchObject({ status: 'failed', error: { code: 'not_found', detail: 'pruned' }, stateVersion: 8 });
    expect(await revert(3)).toMatchObject({ status: 'success', stateVersion: 9 });
    expect(await told(projectId, [9])).toEqual([6]);
    expect((await verify(projectId)).ok).toBe(true);
  });

  it('when a step is smaller than what is old, then it goes on with the next one, from checkpoint to checkpoint', async () => {
    const projectId = await history();
    await sweep(2);
    expect(await readHeadRow(stage.database, projectId)).toMatchObject({ pruned_version: 3 });
    expect(await told(projectId, [2, 3, 4, 5])).toEqual([PRUNED, 6, 10, 15]);
    expect((await verify(projectId)).ok).toBe(true);
    await sweep(2);
    expect(await readHeadRow(stage.database, projectId)).toMatchObject({ pruned_version: 6 });
    expect((await verify(projectId)).ok).toBe(true);
  });

  it('when events are older than they are kept, then the oldest one that is left is known, also where none is', async () => {
    const projectId = await history();
    await sweep();
    expect(await readEventBounds(stage.database.read, projectId)).toEqual({ oldest: 13, newest: 16, version: 8 });
    stage.setClock('2027-05-01T12:00:00.000Z');
    await sweep();
    expect(await readEventBounds(stage.database.read, projectId)).toEqual({ oldest: 17, newest: 16, version: 8 });
  });

  it('when nothing is to be pruned, then nothing is', async () => {
    const projectId = await history();
    const before = await countRows(stage.database, projectId);
    await deleteExpired(stage.powers)({ atMost: 1_000 });
    expect(await countRows(stage.database, projectId)).toEqual(before);
    expect(await readHeadRow(stage.database, projectId)).toMatchObject({ pruned_version: 0 });
  });

  it.each<[string, string, string[]]>([
    ['a kept row of a pruned version is edited', 'hash', [`update execution set message = 'nothing happened' where project_id = $1 and seq = 2`]],
    ['a delta behind the pruned ones is emptied', 'delta', ['update state_delta set diff = null where project_id = $1 and version = 7']],
    ['a delta behind the pruned ones is deleted', 'delta', ['delete from state_delta where project_id = $1 and version = 8']],
    ['the row of a pruned delta is deleted', 'delta', ['delete from state_delta where project_id = $1 and version = 2']],
    ['a pruned delta gets a text', 'delta', [`update state_delta set diff = '[]' where project_id = $1 and version = 2`]],
    ['the time of a pruned delta is edited', 'delta', [`update state_delta set at = at - interval '1 day' where project_id = $1 and version = 2`]],
    ['a kept checkpoint is edited', 'checkpoint', [`update state_checkpoint set components = jsonb_set(components, '{tank,level}', '500') where project_id = $1 and version = 3`]],
    ['the checkpoint that pruning stopped at is deleted', 'checkpoint', ['delete from state_checkpoint where project_id = $1 and version = 6']],
    ['more is emptied, and the head says that it was pruned', 'checkpoint', ['update state_delta set diff = null where project_id = $1 and version = 7', 'update project_head set pruned_version = 7 where project_id = $1']],
  ])('when %s after pruning, then it is found', async (_when, kind, statements) => {
    const projectId = await history();
    await sweep();
    for (const statement of statements) await stage.database.read(statement.replaceAll('$1', `'${projectId}'`));
    const { ok, problems } = await verify(projectId);
    expect(ok).toBe(false);
    expect(problems.map((problem) => problem.kind)).toContain(kind);
  });
});
