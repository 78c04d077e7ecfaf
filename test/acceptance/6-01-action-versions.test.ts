import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RegistryView } from '../../contract/registry.ts';
import { expectData } from '../support/http.ts';
import { sharedHouse } from '../support/house.ts';
import { startPair, type Beside } from './beside.ts';
import { openStage, type Stage } from './stage.ts';

describe('6.1 Action versions', () => {
  let beside: Beside;
  let stage: Stage;
  beforeAll(async () => {
    const pair = await startPair(await sharedHouse(), 'versions', { PACKS_DIR: join(import.meta.dirname, 'packs') });
    beside = pair.beside;
    stage = await openStage({}, pair.house);
  });
  afterAll(() => beside.stop());

  it('when an action has the versions 1, 2 and 10, then the registry shows all of them', async () => {
    const { actions } = expectData(await stage.admin.session.get<RegistryView>(stage.at('/registry')));
    const versions = actions.filter(({ actionId }) => actionId.startsWith('plant.pump.start@')).map(({ actionId, version, cost }) => ({ actionId, version, cost }));
    expect(versions).toEqual(expect.arrayContaining([
      { actionId: 'plant.pump.start@v1', version: 1, cost: expect.any(Number) },
      { actionId: 'plant.pump.start@v2', version: 2, cost: 2 },
      { actionId: 'plant.pump.start@v10', version: 10, cost: null },
    ]));
    expect(versions).toHaveLength(3);
  });

  it.each([
    ['plant.pump.start', 'plant.pump.start@v10', 'v10', 3],
    ['plant.pump.start@v1', 'plant.pump.start@v1', 'v1', 0],
    ['plant.pump.start@v2', 'plant.pump.start@v2', 'v2', 2],
    ['plant.pump.start@v10', 'plant.pump.start@v10', 'v10', 3],
  ])('when %s is asked for, then %s runs and is what the audit names', async (actionId, resolved, by, cost) => {
    await stage.admin.run({ actionId: 'plant.pump.unlock', inputs: { pin: '1234', operator: 'nobody' } });
    const execution = await stage.admin.run({ actionId });
    expect(execution).toMatchObject({ status: 'success', actionId: resolved, cost, intent: { actionId, inputs: { rpm: 1_000 } } });
    expect((await stage.state()).components['plant.pump']).toEqual({ on: true, rpm: 1_000, by });
    expect((await stage.executions())[0]).toMatchObject({ executionId: execution.executionId, actionId: resolved });
    expect(await stage.admin.simulate({ actionId })).toMatchObject({ actionId: resolved });
  });

  it('when a version does not exist, then the action is unknown', async () => {
    expect(await stage.admin.run({ actionId: 'plant.pump.start@v3' })).toMatchObject({ status: 'rejected', error: { code: 'unknown_action' } });
  });

  it('when executions are filtered by the bare id, then every version is there, and by a pinned one, only that', async () => {
    const count = async (action: string) => expectData(await stage.admin.session.get<{ items: { actionId: string }[] }>(stage.at(`/executions?action=${action}`))).items.length;
    expect(await count('plant.pump.start')).toBe(5); // The one that does not exist was recorded as well.
    expect(await count('plant.pump.start@v10')).toBe(2);
  });
});
