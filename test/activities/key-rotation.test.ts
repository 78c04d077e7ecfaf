import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAttempts } from '../../db/stores/attempts.ts';
import { createSeal } from '../../platform/seal.ts';
import { readChain } from './read-chain.ts';
import { countRows, key, openStage, type Stage } from './stage.ts';

const old = key('k1');
const fresh = key('k2');
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ ring: [old] });
});
afterAll(() => stage.close());

function rotated(...ring: [typeof old, ...(typeof old)[]]): Stage {
  const seal = createSeal(ring);
  return stage.with({ seal, attempts: createAttempts(seal) });
}

describe('a new master key', () => {
  it('when a request is repeated after the rotation, then it is answered from what the older key named', async () => {
    const project = await stage.project();
    const sent = { actionId: 'tank.fill', inputs: { litres: 3 }, requestId: 'r-1' };
    const before = await stage.run(project, sent);
    const after = await rotated(fresh, old).run(project, sent);
    expect(after.executionId).toBe(before.executionId);
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 1 });
  });

  it('when another intent comes under that request id, then it is a duplicate as before', async () => {
    const project = await stage.project();
    await stage.run(project, { actionId: 'tank.fill', requestId: 'r-1' });
    const duplicate = await rotated(fresh, old).run(project, { actionId: 'tank.fill', inputs: { litres: 2 }, requestId: 'r-1' });
    expect(duplicate.error?.code).toBe('duplicate_request');
  });

  it('when rows of both keys are in one chain, then the ring verifies them all, and each row names its key', async () => {
    const project = await stage.project();
    const later = rotated(fresh, old);
    await stage.run(project, { actionId: 'tank.fill' });
    await later.run(project, { actionId: 'tank.fill' });
    await later.run(project, { actionId: 'tank.fill' });
    expect((await readChain(later.powers, project)).problems).toEqual([]);
    const keys = await stage.database.read('select key_id from execution where project_id = $1 order by seq', [project]);
    expect(keys).toEqual([{ key_id: 'k1' }, { key_id: 'k2' }, { key_id: 'k2' }]);
  });

  it('when an attempt was stored under the older key and not yet run, then it runs', async () => {
    const project = await stage.project();
    const attemptId = await stage.open(project, { actionId: 'tank.fill' });
    expect(await rotated(fresh, old).execute({ projectId: project, attemptIds: [attemptId] })).toMatchObject([{ attemptId, status: 'success' }]);
  });
});
