import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rehearseOnFork } from '../../db/rehearse-on-fork.ts';
import { deleteExpiredRows } from '../../db/stores/expired.ts';
import { findFork, insertFork, lockFork, type NewFork } from '../../db/stores/forks.ts';
import { openSteps, sealSteps } from '../../db/stores/plan-steps.ts';
import { promotableSteps } from '../../domain/fork/promotable-steps.ts';
import { wholeState } from '../../domain/state/whole-state.ts';
import { countRows, openStage, type Stage } from '../activities/stage.ts';

const PIN = 'a secret word';
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function openFork(projectId: string, change: Partial<NewFork> = {}) {
  const { powers, database } = stage;
  const [createdAt, expiresAt] = [new Date(), new Date(Date.now() + 60_000)].map((at) => at.toISOString()) as [string, string];
  const fork = { forkId: powers.mintId(), projectId, createdBy: 'ada', baseVersion: 0, state: { components: wholeState(powers.catalog, {}) }, sealedSteps: sealSteps(powers.seal, []), createdAt, expiresAt, ...change };
  return database.write((sql) => insertFork(sql, fork, 3));
}

const step = (actionId: string, inputs = {}) => ({ actionId, inputs, mode: 'assisted' as const, confirmed: true });

describe('rehearseOnFork', () => {
  it('when steps with effects and secrets are tried, then no effect row appears, and only what is sealed holds the secret', async () => {
    const projectId = await stage.project();
    const before = await countRows(stage.database, projectId);
    const { forkId } = (await openFork(projectId))!;
    const steps = [step('tank.pump', { litres: 9, pin: PIN }), step('nowhere'), step('valve.open')];
    const tried = await stage.database.write(async (sql) => rehearseOnFork(stage.powers, sql, { fork: (await lockFork(sql, projectId, forkId))!, userId: 'otto', steps }));
    expect(tried?.preview.steps.map(({ status, effects }) => [status, effects.length])).toEqual([['success', 2], ['rejected', 0], ['success', 0]]);
    expect(await countRows(stage.database, projectId)).toEqual(before);

    const [row] = await stage.database.read<{ text: string }>('select (to_jsonb(f) - $2)::text as text from fork f where fork_id = $1', [forkId, 'sealed_steps']);
    expect(row!.text).not.toContain(PIN);
    const fork = (await findFork(stage.database.read, projectId, forkId))!;
    expect(fork.state.components).toMatchObject({ tank: { level: 9 }, valve: { open: true } });
    expect(promotableSteps(openSteps(stage.powers.seal, fork.sealedSteps), fork.executions)).toEqual([steps[0], steps[2]]);
  });

  it('when a project has as many forks as it may, then no more are made, until one expires', async () => {
    const projectId = await stage.project();
    const first = (await openFork(projectId))!;
    for (const _more of [2, 3]) expect(await openFork(projectId)).toBeDefined();
    expect(await openFork(projectId)).toBeUndefined();
    await stage.database.read(`update fork set expires_at = now() - interval '1 s' where fork_id = $1`, [first.forkId]);
    expect(await findFork(stage.database.read, projectId, first.forkId)).toBeUndefined();
    expect(await openFork(projectId)).toBeDefined();
    expect(await deleteExpiredRows(stage.database.read, 100)).toBe(1);
  });
});
