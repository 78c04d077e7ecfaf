import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import type { Fork, ForkDiff, ForkRun, ForkSummary } from '../../contract/fork.ts';
import type { Plan } from '../../contract/plan.ts';
import type { CreatedToken } from '../../contract/token.ts';
import { call } from '../cli/call.ts';
import { expectData } from '../support/http.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let token: string;
beforeAll(async () => {
  stage = await openStage();
  token = String(expectData(await stage.admin.session.post<CreatedToken>('/tokens', { name: 'Forks' }), 201).token);
  for (const value of [1, 2]) await stage.admin.run({ actionId: 'demo.counter.set', inputs: { value } });
});

async function gatehouse<Data>(args: string[], input = ''): Promise<{ code: number; data: Data }> {
  const { code, out, errors } = await call([...args, '--json'], { url: stage.house.url, token, project: stage.projectId, input });
  if (out === '') throw new Error(errors);
  return { code, data: JSON.parse(out) as Data };
}

const STEPS = JSON.stringify([{ actionId: 'demo.counter.increment', inputs: { amount: 5 } }]);

describe('13.7 The commands of forks', () => {
  it('when something is tried on a fork, then it can be looked at, compared, promoted and deleted', async () => {
    const { forkId } = (await gatehouse<Fork>(['fork', 'create'])).data;
    expect(await gatehouse<ForkRun>(['fork', 'run', forkId.slice(-8), '-'], STEPS)).toMatchObject({ code: 0, data: { status: 'success', executionCount: 1 } });
    expect((await gatehouse<ForkSummary[]>(['fork', 'list'])).data).toMatchObject([{ forkId, baseVersion: 2, executionCount: 1 }]);
    expect((await gatehouse<Fork>(['fork', 'show', forkId])).data.state.components['demo.counter']).toEqual({ value: 7 });
    expect((await gatehouse<ForkDiff>(['fork', 'diff', forkId, '--against', '1'])).data).toMatchObject({ from: 1, diff: [{ path: '/demo.counter/value', value: 7, old: 1 }] });
    expect(await gatehouse<Plan>(['fork', 'promote', forkId, '--run'])).toMatchObject({ code: 0, data: { status: 'succeeded' } });
    expect(await stage.counter()).toBe(7);
    expect((await gatehouse(['fork', 'delete', forkId])).code).toBe(0);
    expect((await gatehouse<ForkSummary[]>(['fork', 'list'])).data).toEqual([]);
  });

  it('when a version is reverted to, then the exit code tells what came of it', async () => {
    expect(await gatehouse<Execution>(['revert', '1'])).toMatchObject({ code: 3, data: { error: { code: 'confirmation_required' } } });
    expect(await gatehouse<Execution>(['revert', '1', '--yes'])).toMatchObject({ code: 0, data: { status: 'success' } });
    expect(await stage.counter()).toBe(1);
    expect((await gatehouse(['revert', '999', '--yes'])).code).toBe(1);
    const stale = await call(['revert', '2', '--yes', '--if-match', '1'], { url: stage.house.url, token, project: stage.projectId });
    expect(stale).toMatchObject({ code: 1, errors: expect.stringContaining('412') });
  });
});
