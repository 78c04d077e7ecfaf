import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Budget } from '../../contract/project.ts';
import { expectData } from '../support/http.ts';
import { openStage, type Stage } from './stage.ts';

describe('4.1 Invariants', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ limits: { budget: { daily: 100 } } });
    await stage.admin.run({ actionId: 'demo.counter.set', inputs: { value: 1 } });
  });

  it.each([
    ['of its own component', { actionId: 'std.slider.set', inputs: { value: 101 } }, 'value-in-range'],
    ['of its own component, from below', { actionId: 'std.slider.set', inputs: { value: -0.5 } }, 'value-in-range'],
    ['that spans components', { actionId: 'flags.limit_partial', inputs: { count: 0 } }, 'partial-rollouts-limited'],
  ])('when an action would break an invariant %s, then it has failed and nothing is left of it', async (_which, intent, rule) => {
    const state = await stage.state();
    const budget = expectData(await stage.admin.session.get<Budget>(stage.at('/budget')));
    const execution = await stage.admin.run(intent);
    expect(execution).toMatchObject({ status: 'failed', error: { code: 'invariant_violation', gate: null, rule }, diff: [], cost: 0, stateVersion: state.version });
    expect(execution.error?.detail).toBeTruthy();
    expect(await stage.state()).toEqual(state);
    expect(expectData(await stage.admin.session.get<Budget>(stage.at('/budget')))).toEqual(budget);
    expect((await stage.executions())[0]).toEqual(execution);
  });

  it('when the result stays inside, then it is committed', async () => {
    expect(await stage.admin.run({ actionId: 'std.slider.set', inputs: { value: 100 } })).toMatchObject({ status: 'success' });
  });
});
