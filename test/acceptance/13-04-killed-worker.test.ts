import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Child } from '../../local/child.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Turn } from '../../contract/turn.ts';
import { expectData } from '../support/http.ts';
import { sharedHouse } from '../support/house.ts';
import { startPair, type Beside } from './beside.ts';
import { openStage, type Stage } from './stage.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start a worker.
const TURNS = 6;

let stage: Stage;
let beside: Beside;
let worker: Child;
beforeAll(async () => {
  const pair = await startPair(await sharedHouse(), 'killed');
  beside = pair.beside;
  stage = await openStage({}, pair.house);
  worker = await beside.start('worker');
}, SLOW_MS);
afterAll(() => beside.stop());

describe('13.4 A killed worker', () => {
  it('when one of two workers is killed while turns and a plan are under way, then the other carries all of them to their end, once each', async () => {
    const { session } = stage.admin;
    const opened = await Promise.all(Array.from({ length: TURNS }, async () => expectData(await session.post<{ turnId: string }>(stage.at('/turns'), { message: 'add 1' }), 202)));
    const steps = Array.from({ length: 8 }, () => ({ actionId: 'demo.counter.increment', inputs: {} }));
    const running = session.post<Plan>(stage.at('/plans'), { steps, run: true, mode: 'autonomous' });
    process.kill(worker.pid, 'SIGKILL');
    await worker.ended;

    const plan = expectData(await running);
    const restOf = async (turnId: string): Promise<Turn> => {
      for (let looks = 0; looks < 4; looks += 1) {
        const turn = expectData(await session.get<Turn>(stage.at(`/turns/${turnId}?waitSeconds=20`)));
        if (turn.status === 'done' || turn.status === 'failed') return turn;
      }
      throw new Error(`the turn ${turnId} did not come to rest`);
    };
    const turns = await Promise.all(opened.map(({ turnId }) => restOf(turnId)));
    expect(turns.map(({ status }) => status)).toEqual(Array(TURNS).fill('done'));
    expect(plan).toMatchObject({ status: 'succeeded', currentStep: 8 });
    expect(await stage.counter()).toBe(TURNS + 8);
    const executions = await stage.executions();
    expect(executions).toHaveLength(TURNS + 8);
    expect(new Set(executions.map(({ requestId }) => requestId)).size).toBe(TURNS + 8);
  }, SLOW_MS);
});
