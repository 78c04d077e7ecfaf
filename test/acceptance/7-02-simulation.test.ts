import { beforeAll, describe, expect, it } from '@jest/globals';
import type { SimulatedExecution } from '../../contract/execution.ts';
import type { PlanPreview } from '../../contract/plan.ts';
import type { CreatedToken } from '../../contract/token.ts';
import { call } from '../cli/call.ts';
import { expectData } from '../support/http.ts';
import { type Asked, openStage, type Stage } from './stage.ts';

describe('7.2 Simulation for developers', () => {
  let stage: Stage;
  let token: string;
  beforeAll(async () => {
    stage = await openStage();
    token = String(expectData(await stage.admin.session.post<CreatedToken>('/tokens', { name: `simulate ${Date.now()}` }), 201).token);
  });

  const command = async (args: string[], input = '') => {
    const { code, out } = await call([...args, '--json'], { url: stage.house.url, token, project: stage.projectId, input });
    return { code, told: JSON.parse(out) as unknown };
  };

  it.each([
    ['passes', { actionId: 'demo.counter.set', inputs: { value: 9 } }, ['demo.counter.set', 'value=9'], 0],
    ['is refused', { actionId: 'demo.counter.reset', inputs: {} }, ['demo.counter.reset'], 3],
    ['fails', { actionId: 'std.slider.set', inputs: { value: 500 } }, ['std.slider.set', 'value=500'], 1],
  ])('when an intent that %s is simulated over HTTP and from the command line, then both tell the same, and nothing is recorded', async (_when, intent, args, code) => {
    const overHttp = await stage.admin.simulate(intent);
    const { code: exit, told } = await command(['simulate', ...args]);
    const { status, diff, error, nextState, simulated } = told as SimulatedExecution;
    expect({ exit, status, diff, error, nextState, simulated }).toEqual({ exit: code, status: overHttp.status, diff: overHttp.diff, error: overHttp.error, nextState: overHttp.nextState, simulated: true });
    expect(await stage.executions()).toEqual([]);
  });

  it('when a plan is simulated over HTTP and from the command line, then both fold its steps, and nothing is recorded', async () => {
    const steps: Asked[] = [{ actionId: 'demo.counter.set', inputs: { value: 3 } }, { actionId: 'demo.counter.increment', inputs: { amount: 4 } }];
    const overHttp = await stage.admin.simulatePlan(steps);
    const { code, told } = await command(['plan', '-', '--simulate'], JSON.stringify({ steps }));
    const { diff, cost, nextState, status } = told as PlanPreview;
    expect({ code, diff, cost, status, counter: nextState.components['demo.counter'] }).toEqual({ code: 0, diff: overHttp.diff, cost: overHttp.cost, status: 'success', counter: { value: 7 } });
    expect([await stage.executions(), (await stage.state()).version]).toEqual([[], 0]);
  });
});
