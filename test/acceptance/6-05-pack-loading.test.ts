import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RegistryView } from '../../contract/registry.ts';
import { expectData } from '../support/http.ts';
import { sharedHouse } from '../support/house.ts';
import { services } from '../support/services.ts';
import { openBeside, startPair, type Beside } from './beside.ts';
import { openSql, type Sql } from './sql.ts';
import { type Asked, openStage, type Stage } from './stage.ts';

describe('6.5 Pack loading', () => {
  let beside: Beside;
  let stage: Stage;
  let sql: Sql;
  beforeAll(async () => {
    const pair = await startPair(await sharedHouse(), 'packs', { PACKS_DIR: join(import.meta.dirname, 'packs') });
    beside = pair.beside;
    stage = await openStage({}, pair.house);
    sql = await openSql(pair.house.databaseUrl);
  });
  afterAll(async () => {
    await sql.close();
    await beside.stop();
  });

  const outbox = () => sql.rows('select o.kind, o.status, o.request, o.execution_id as "executionId" from outbox o where o.project_id = $1', [stage.projectId]);

  it('when a pack lies in PACKS_DIR, then its components, actions and layouts are offered beside the built-in ones', async () => {
    const { components, actions, layouts } = expectData(await stage.admin.session.get<RegistryView>(stage.at('/registry')));
    expect(components.map(({ componentId }) => componentId)).toEqual(expect.arrayContaining(['demo.counter', 'plant.pump']));
    expect(components.map(({ componentId }) => componentId)).not.toContain('flags');
    expect(actions.find(({ actionId }) => actionId === 'plant.pump.stop@v1')).toMatchObject({ title: 'Stop the pump', preconditions: [{ id: 'is-on', description: 'the pump is on' }] });
    expect(layouts.map(({ layoutId }) => layoutId)).toContain('plant');
    expect((await stage.state()).components['plant.pump']).toEqual({ on: false, rpm: 0, by: '' });
  });

  it('when a step of a plan that runs as a whole would send something out of the house, then the plan is rejected as it is posted, and nothing runs', async () => {
    const steps: Asked[] = [{ actionId: 'demo.counter.set', inputs: { value: 1 } }, { actionId: 'plant.pump.start', inputs: { rpm: 1_000 } }];
    expect(await stage.admin.runPlan(steps, { atomicity: 'plan' })).toMatchObject({ status: 'rejected', error: { code: 'invalid_intent' }, executions: [] });
    expect(await stage.admin.simulatePlan(steps, { atomicity: 'plan' })).toMatchObject({ status: 'rejected', error: { code: 'invalid_intent' } });
    expect([await stage.counter(), await stage.executions()]).toEqual([0, []]);
  });

  it('when its actions run, then preconditions, defaults, costs, changes and invariants hold as declared', async () => {
    expect(await stage.admin.run({ actionId: 'plant.pump.stop' })).toMatchObject({ status: 'rejected', error: { code: 'precondition_failed', preconditionId: 'is-on' } });
    expect(await stage.admin.run({ actionId: 'plant.pump.start', inputs: { rpm: 9_000 } })).toMatchObject({ status: 'failed', error: { code: 'invariant_violation', rule: 'rpm-bounded' } });
    expect(await outbox()).toEqual([]);
    expect(await stage.admin.run({ actionId: 'plant.pump.start', inputs: { rpm: 2_500 } })).toMatchObject({ status: 'success', cost: 5 });
    expect(await stage.admin.run({ actionId: 'plant.pump.stop' })).toMatchObject({ status: 'success', diff: [{ path: '/plant.pump/on', value: false, old: true }, { path: '/plant.pump/rpm', value: 0, old: 2_500 }] });
  });

  it('when an action declares an effect, then the commit leaves it in the outbox, and a simulation shows it and leaves nothing', async () => {
    const [before] = [await outbox()];
    const simulated = await stage.admin.simulate({ actionId: 'plant.pump.start' });
    expect(simulated.effects).toMatchObject([{ kind: 'http', request: { method: 'POST', url: 'https://plant.example/pumps/start' } }]);
    expect(await outbox()).toEqual(before);
    const execution = await stage.admin.run({ actionId: 'plant.pump.start' });
    expect(await outbox()).toHaveLength(before.length + 1);
    expect(await outbox()).toMatchObject(expect.arrayContaining([expect.objectContaining({ executionId: execution.executionId, kind: 'http', status: 'pending' })]));
  });

  it('when an action is asked for in a chat by its title, then it is understood', async () => {
    expect(await stage.admin.say('stop the pump')).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
  });

  it.each(['api', 'worker'] as const)('when a pack does not validate, then the %s does not start, and says file, path and reason', async (room) => {
    const packs = mkdtempSync(join(services().directory, 'packs-'));
    writeFileSync(join(packs, 'broken.yaml'), readFileSync(join(import.meta.dirname, 'packs', 'plant.yaml'), 'utf8').replace('risk: low', 'risk: enormous'));
    const own = await openBeside(stage.house, { PACKS_DIR: packs });
    try {
      const child = await own.start(room);
      expect(await child.ended).toBe('code 1');
      const [line = ''] = readFileSync(own.logFile(room), 'utf8').trim().split('\n').slice(-1);
      expect(JSON.parse(line)).toMatchObject({ level: 'error', event: 'start-failed', message: expect.stringMatching(/broken\.yaml at \/actions\/0\/risk: .+/) });
    } finally {
      await own.stop();
    }
  });
});
