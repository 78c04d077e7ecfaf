import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openBeside, startPair, type Beside } from './beside.ts';
import { openStage, type Stage } from './stage.ts';

const verdicts = ({ trace }: { trace: { gate: string; verdict: string }[] }) => trace.map(({ gate, verdict }) => `${gate} ${verdict}`);

describe('4.11 Engine configuration', () => {
  let strict: Stage;
  let pair: Awaited<ReturnType<typeof startPair>>;
  beforeAll(async () => {
    strict = await openStage();
    pair = await startPair(strict.house, 'unconfirmed', { REQUIRE_CONFIRMATION: 'false', PLAN_LIMITS: 'assisted=2' });
  });
  afterAll(() => pair.beside.stop());

  it('when REQUIRE_CONFIRMATION is off, then the confirmation gate alone changes', async () => {
    const lenient = await openStage({}, pair.house);
    const reset = { actionId: 'demo.counter.reset' };
    for (const how of ['simulate', 'run'] as const) {
      const refused = await strict.admin[how](reset);
      const passed = await lenient.admin[how](reset);
      expect(refused).toMatchObject({ status: 'rejected', error: { code: 'confirmation_required' } });
      expect(passed).toMatchObject({ status: 'success' });
      const changed = verdicts(passed).filter((line) => !verdicts(refused).includes(line));
      expect(changed).toEqual(['confirmation pass', 'approval pass']); // The last gate was skipped only because the one before it refused.
    }
    expect(await lenient.admin.run({ actionId: 'flags.set_rollout', inputs: { flag: 'dark_mode' } })).toMatchObject({ error: { code: 'input_invalid' } });
  });

  it('when PLAN_LIMITS is set, then it replaces the limit of that mode', async () => {
    const lenient = await openStage({}, pair.house);
    const steps = Array.from({ length: 3 }, () => ({ actionId: 'demo.counter.increment' }));
    expect(await lenient.admin.runPlan(steps)).toMatchObject({ error: { code: 'plan_limit_exceeded' } });
    expect(await lenient.admin.runPlan(steps, { mode: 'autonomous' })).toMatchObject({ status: 'succeeded' });
    expect(await strict.admin.runPlan(steps)).toMatchObject({ status: 'succeeded' });
  });
});

describe('4.11 Engine configuration: one typed, validated whole', () => {
  let beside: Beside;
  beforeAll(async () => {
    beside = await openBeside((await openStage()).house, { PORT: '99999', REQUIRE_CONFIRMATION: 'perhaps', PLAN_LIMITS: 'assisted=none', LOG_LEVEL: 'loud' });
  });
  afterAll(() => beside.stop());

  it('when values are bad, then the process does not start, and names each of them with what was expected', async () => {
    const child = await beside.start('api');
    expect(await child.ended).toBe('code 1');
    const [line = ''] = readFileSync(beside.logFile('api'), 'utf8').trim().split('\n').slice(-1);
    const { message } = JSON.parse(line) as { message: string };
    for (const name of ['PORT', 'REQUIRE_CONFIRMATION', 'PLAN_LIMITS', 'LOG_LEVEL']) expect(message).toMatch(new RegExp(`${name} is "[^"]+"; expected `));
  });
});
