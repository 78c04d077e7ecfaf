import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rehearse } from '../../db/rehearse.ts';
import { verifyIntegrity } from '../../db/verify-integrity.ts';
import { loadPasts } from '../../db/stores/load-pasts.ts';
import type { Components } from '../../domain/action.ts';
import { wholeState } from '../../domain/state/whole-state.ts';
import { frozen, seeded } from '../domain/given.ts';
import { applyDiff } from '../domain/state/apply-diff.ts';
import { randomJson } from '../domain/state/random-changes.ts';
import { countRows, openStage, readHeadRow, type Sent, type Stage } from './stage.ts';

const EVERY = 4;
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ checkpointEvery: EVERY });
});
afterAll(() => stage.close());

async function currentState(projectId: string): Promise<Components> {
  const [row] = await stage.database.read<{ state: Components }>("select coalesce(jsonb_object_agg(component_id, state), '{}') as state from component_state where project_id = $1", [projectId]);
  return wholeState(stage.powers.catalog, row!.state);
}

const revert = (version: number, more: Partial<Sent> = {}): Sent => ({ actionId: 'system.revert', inputs: { version }, confirmed: true, ...more });
const verify = async (projectId: string) => (await verifyIntegrity(stage.powers, { projectId, lifts: false }))!;

function randomIntent(random: () => number): Sent {
  const kind = Math.floor(random() * 6);
  if (kind === 0) return { actionId: 'tank.fill', inputs: { litres: Math.floor(random() * 200) } };
  if (kind === 1) return { actionId: 'valve.open' };
  if (kind === 2) return { actionId: 'tank.empty', confirmed: random() < 0.5 };
  if (kind === 3) return { actionId: 'std.slider.set', inputs: { value: Math.floor(random() * 150) } };
  return { actionId: 'tank.note', inputs: { note: randomJson(random, 4) } };
}

describe('system.revert', () => {
  it.each([1, 2, 3])('when histories are random (%d), then every version is told as it was stored, and a revert gives exactly that state', async (seed) => {
    const random = seeded(seed);
    const projectId = await stage.project();
    const known = [frozen(await currentState(projectId))];
    for (let step = 0; step < 30; step += 1) {
      const before = known.at(-1)!;
      const back = Math.floor(random() * known.length);
      const isRevert = random() < 0.3;
      const execution = await stage.run(projectId, isRevert ? revert(back) : randomIntent(random));
      if (isRevert) {
        expect(execution).toMatchObject({ status: 'success', error: null });
        expect(await currentState(projectId)).toEqual(known[back]);
        expect(applyDiff(before, execution.diff)).toEqual(known[back]);
      }
      if (execution.stateVersion === known.length) known.push(frozen(await currentState(projectId)));
      expect(execution.stateVersion).toBe(known.length - 1);
    }
    const pasts = await loadPasts(stage.database.read, { catalog: stage.powers.catalog, head: { projectId } }, known.map((_state, version) => version));
    for (const [version, components] of known.entries()) expect(pasts.get(version)).toEqual({ ok: true, components });
    expect(await verify(projectId)).toMatchObject({ ok: true, problems: [] });
  });

  it('when it changes nothing, then it is a success without a new version', async () => {
    const projectId = await stage.project();
    await stage.run(projectId, { actionId: 'tank.fill', inputs: { litres: 5 } });
    expect(await stage.run(projectId, revert(1))).toMatchObject({ status: 'success', diff: [], stateVersion: 1 });
  });

  it('when it touches several components, then it is one version, one row and one delta, and every check is made again', async () => {
    const projectId = await stage.project();
    await stage.run(projectId, { actionId: 'tank.fill', inputs: { litres: 5 } });
    await stage.run(projectId, { actionId: 'valve.open' });
    await stage.run(projectId, { actionId: 'std.slider.set', inputs: { value: 7 } });
    const before = await countRows(stage.database, projectId);
    const execution = await stage.run(projectId, revert(0));
    expect(execution).toMatchObject({ status: 'success', stateVersion: 4, actionId: 'system.revert@v1' });
    expect(execution.diff.map(({ path }) => path)).toEqual(['/std.slider/value', '/tank/level', '/valve/open']);
    const after = await countRows(stage.database, projectId);
    expect(after).toEqual({ ...before, execution: before['execution']! + 1, state_delta: before['state_delta']! + 1, state_checkpoint: 1, budget_entry: before['budget_entry']! + 1, event: before['event']! + 2 });
  });

  it.each<[string, Partial<Sent>, string, string | undefined]>([
    ['the version is not there yet', revert(3), 'failed', 'not_found'],
    ['the version is far away', revert(Number.MAX_SAFE_INTEGER), 'failed', 'not_found'],
    ['the version is no number', revert(0, { inputs: { version: 'one' } }), 'rejected', 'input_invalid'],
    ['the version is negative', revert(-1), 'rejected', 'input_invalid'],
    ['no version is named', revert(0, { inputs: {} }), 'rejected', 'input_invalid'],
    ['it is not confirmed', revert(1, { confirmed: false }), 'rejected', 'confirmation_required'],
    ['an operator asks', revert(1, { userId: 'otto' }), 'rejected', 'permission_denied'],
  ])('when %s, then nothing moves', async (_when, sent, status, code) => {
    const projectId = await stage.project();
    for (const litres of [1, 2]) await stage.run(projectId, { actionId: 'tank.fill', inputs: { litres } });
    expect(await stage.run(projectId, { actionId: 'system.revert', ...sent })).toMatchObject({ status, error: { code }, stateVersion: 2, diff: [] });
  });

  it('when it is one of several attempts of a commit, then it goes back from what the ones before it left', async () => {
    const projectId = await stage.project();
    await stage.run(projectId, { actionId: 'tank.fill', inputs: { litres: 4 } });
    const attemptIds = [await stage.open(projectId, { actionId: 'tank.fill', inputs: { litres: 9 } }), await stage.open(projectId, revert(1)), await stage.open(projectId, { actionId: 'tank.fill', inputs: { litres: 1 } })];
    expect((await stage.execute({ projectId, attemptIds })).map(({ status }) => status)).toEqual(['success', 'success', 'success']);
    expect((await currentState(projectId))['tank']).toMatchObject({ level: 5 });
    expect(await readHeadRow(stage.database, projectId)).toMatchObject({ version: 4 });
  });

  it('when it is rehearsed, then the diff is that of the revert, and nothing is written', async () => {
    const projectId = await stage.project();
    for (const litres of [1, 2]) await stage.run(projectId, { actionId: 'tank.fill', inputs: { litres } });
    const before = await countRows(stage.database, projectId);
    const step = { actionId: 'system.revert', inputs: { version: 1 }, mode: 'assisted' as const, confirmed: true };
    const preview = await rehearse(stage.powers, { projectId, userId: 'ada', trigger: 'api', steps: [step] });
    expect(preview).toMatchObject({ status: 'success', diff: [{ op: 'replace', path: '/tank/level', value: 1, old: 3 }] });
    expect(await countRows(stage.database, projectId)).toEqual(before);
  });
});
