import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DiffEntry } from '../../contract/execution.ts';
import type { Components } from '../../domain/action.ts';
import { canonicalText } from '../../domain/state/canonical.ts';
import { wholeState } from '../../domain/state/whole-state.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { seeded } from '../domain/given.ts';
import { applyDiff } from '../domain/state/apply-diff.ts';
import { randomJson } from '../domain/state/random-changes.ts';
import { openStage, type Sent, type Stage } from './stage.ts';

const EVERY = 3;
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ checkpointEvery: EVERY });
});
afterAll(() => stage.close());

const read = (projectId: string, table: 'state_checkpoint' | 'state_delta') =>
  stage.database.read<{ row: { version: number; components: Components; diff: DiffEntry[]; checksum: string } }>(`select to_jsonb(t) as row from ${table} t where project_id = $1 order by version`, [projectId]);

/** The state at a version, from the newest checkpoint before it and the deltas since: at most `EVERY` of them. */
async function reconstruct(projectId: string, version: number): Promise<Components> {
  const checkpoints = (await read(projectId, 'state_checkpoint')).map(({ row }) => row).filter((row) => row.version <= version);
  const base = checkpoints.at(-1) ?? { version: 0, components: wholeState(stage.powers.catalog, {}) };
  const deltas = (await read(projectId, 'state_delta')).map(({ row }) => row).filter((row) => row.version > base.version && row.version <= version);
  expect(deltas.length).toBeLessThan(EVERY);
  return deltas.reduce<Components>((state, { diff }) => applyDiff(state, diff), base.components);
}

async function currentState(projectId: string): Promise<Components> {
  const [row] = await stage.database.read<{ state: Components }>("select coalesce(jsonb_object_agg(component_id, state), '{}') as state from component_state where project_id = $1", [projectId]);
  return wholeState(stage.powers.catalog, row!.state);
}

function randomIntent(random: () => number): Sent {
  const kind = Math.floor(random() * 5);
  if (kind === 0) return { actionId: 'tank.fill', inputs: { litres: Math.floor(random() * 200) } };
  if (kind === 1) return { actionId: 'valve.open' };
  if (kind === 2) return { actionId: 'tank.empty', confirmed: random() < 0.5 };
  return { actionId: 'tank.note', inputs: { note: randomJson(random, 3) } };
}

describe('checkpoints', () => {
  it.each([1, 2, 3])('when %d random intents share each commit, then every version reads back as it was', async (together) => {
    const random = seeded(together);
    const projectId = await stage.project();
    const known = new Map<number, Components>();
    for (let round = 0; round < 24 / together; round += 1) {
      const attemptIds = [];
      for (let one = 0; one < together; one += 1) attemptIds.push(await stage.open(projectId, randomIntent(random)));
      await stage.execute({ projectId, attemptIds });
      const [head] = await stage.database.read<{ version: number }>('select version::int from project_head where project_id = $1', [projectId]);
      known.set(head!.version, await currentState(projectId));
    }
    expect(known.size).toBeGreaterThan(4);
    for (const [version, state] of known) expect(await reconstruct(projectId, version)).toEqual(state);
  });

  it('when a list is longer than the distance of checkpoints, then each of them is written, with the checksum of its canonical text', async () => {
    const projectId = await stage.project();
    const attemptIds = [];
    for (let litres = 1; litres <= 10; litres += 1) attemptIds.push(await stage.open(projectId, { actionId: 'tank.fill', inputs: { litres } }));
    await stage.execute({ projectId, attemptIds });
    const checkpoints = (await read(projectId, 'state_checkpoint')).map(({ row }) => row);
    expect(checkpoints.map(({ version, components }) => [version, components.tank?.level, components.valve])).toEqual([
      [3, 6, { open: false }],
      [6, 21, { open: false }],
      [9, 45, { open: false }],
    ]);
    for (const { components, checksum } of checkpoints) expect(checksum).toBe(sha256Hex(canonicalText(components)));
    for (let version = 0; version <= 10; version += 1) expect((await reconstruct(projectId, version)).tank?.level).toBe((version * (version + 1)) / 2);
  });

  it('when a state is stored, then the hash in its execution is that of the component read back', async () => {
    const projectId = await stage.project();
    await stage.run(projectId, { actionId: 'tank.note', inputs: { note: [-0, 1e21, 'ü', { b: 1, a: 2 }] } });
    const [row] = await stage.database.read<{ state: Components[string]; hash: string }>(
      `select c.state, e.state_hashes ->> 'tank' as hash from component_state c join execution e using (project_id) where project_id = $1`,
      [projectId],
    );
    expect(sha256Hex(canonicalText(row!.state))).toBe(row!.hash);
  });
});
