import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Turn } from '../../contract/turn.ts';
import { expectData } from '../support/http.ts';
import { increment, type ModelHouse, openModelHouse } from './model-stage.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start a worker.

describe('13.4 A worker killed while the model is asked', () => {
  let home: ModelHouse;
  beforeAll(async () => {
    home = await openModelHouse('killed-model');
  }, SLOW_MS);
  afterAll(() => home.stop());

  it('when the worker dies in the middle of the answer, then another one asks again, and one outcome is recorded', async () => {
    const stage = await home.open();
    home.model.say({ stall: true, text: 'Let me think' }, increment(2));
    const { turnId } = expectData(await stage.admin.session.post<{ turnId: string }>(stage.at('/turns'), { message: 'add two' }), 202);
    await home.model.untilAsked(1);
    const { pid } = home.worker;
    process.kill(pid, 'SIGKILL');
    await home.beside.start('worker');
    const turn = await restOf(turnId);
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    expect(await stage.executions()).toMatchObject([{ status: 'success', turnId }]);
    expect(await stage.counter()).toBe(2);

    async function restOf(id: string): Promise<Turn> {
      for (let tries = 0; tries < 4; tries += 1) {
        const read = expectData(await stage.admin.session.get<Turn>(stage.at(`/turns/${id}?waitSeconds=25`)));
        if (read.status === 'done') return read;
      }
      throw new Error('the turn hangs');
    }
  }, SLOW_MS);
});
