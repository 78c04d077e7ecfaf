import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { opaPolicy } from '../support/opa-policy.ts';
import { services } from '../support/services.ts';
import { sharedHouse } from '../support/house.ts';
import { type Beside, openBeside, startPair } from './beside.ts';
import { openStage, type Stage } from './stage.ts';

const RULES = join(import.meta.dirname, '..', '..', 'bench', 'bare', 'opa', 'rules.wasm');
const increment = (amount: number) => ({ actionId: 'demo.counter.increment', inputs: { amount } });

describe('4.9 Policy engine: a bundle of OPA as one more rule', () => {
  let beside: Beside;
  let house: Stage['house'];

  beforeAll(async () => {
    ({ beside, house } = await startPair(await sharedHouse(), 'opa', { OPA_BUNDLE: RULES }));
  });
  afterAll(() => beside.stop());

  it('when it has a reason against an action, then it rejects, names itself and is recorded; else the action runs', async () => {
    const { admin, counter } = await openStage({}, house);
    expect(await admin.run(increment(1))).toMatchObject({ status: 'success' });
    const refused = await admin.run(increment(1_001));
    expect(refused).toMatchObject({ status: 'rejected', error: { code: 'policy_rule_rejection', gate: 'policy', rule: 'opa', detail: 'rule-0' } });
    expect(refused.trace.find(({ gate }) => gate === 'policy')).toMatchObject({ verdict: 'refuse', rule: 'opa', reason: 'rule-0' });
    expect(await counter()).toBe(1);
  });

  it('when an action is simulated, then it says the same', async () => {
    const { admin } = await openStage({}, house);
    expect(await admin.simulate(increment(1_001))).toMatchObject({ status: 'rejected', error: { rule: 'opa' } });
  });

  it('when a step of a plan changes the state, then it sees the change, in the preview and when it runs', async () => {
    const { admin } = await openStage({}, house);
    const steps = [{ actionId: 'demo.counter.set', inputs: { value: -2 } }, increment(1)];
    expect((await admin.simulatePlan(steps)).steps[1]).toMatchObject({ status: 'rejected', error: { rule: 'opa', detail: 'rule-1' } });
    expect(await admin.runPlan(steps)).toMatchObject({ status: 'rejected', executions: [{ status: 'success' }, { error: { rule: 'opa', detail: 'rule-1' } }] });
  });

  it.each(['api', 'worker'] as const)('when the file is something else, then the %s does not start, and says what was expected', async (room) => {
    const path = join(services().directory, 'no-policy.wasm');
    writeFileSync(path, opaPolicy(true).subarray(0, 20));
    const other = await openBeside(house, { OPA_BUNDLE: path });
    try {
      const child = await other.start(room);
      expect(await child.ended).toBe('code 1');
      const [line = ''] = readFileSync(other.logFile(room), 'utf8').trim().split('\n').slice(-1);
      expect(JSON.parse(line)).toMatchObject({ level: 'error', event: 'start-failed', message: expect.stringMatching(/^OPA_BUNDLE is .* expected the path of a policy\.wasm/) });
    } finally {
      await other.stop();
    }
  });
});
