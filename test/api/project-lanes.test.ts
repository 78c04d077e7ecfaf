import { describe, expect, it } from '@jest/globals';
import { createProjectLanes, type LanePower } from '../../api/project-lanes.ts';

type Batch = Parameters<LanePower['carryInLane']>[0];

/** Lanes with a clock that is set by hand, and batches that are answered by hand. */
function open(waitMs = 10_000) {
  let now = 0;
  const batches: (Batch & { answer: () => void; fail: (error: Error) => void })[] = [];
  const carryInLane: LanePower['carryInLane'] = (batch) => {
    const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<LanePower['carryInLane']>>>();
    batches.push({ ...batch, answer: () => resolve(batch.attemptIds.map((attemptId) => ({ attemptId, executionId: `of ${attemptId}`, status: 'success' }))), fail: reject });
    return promise;
  };
  const lanes = createProjectLanes({ clock: { monotonicMs: () => now }, waitMs, carryInLane });
  return { lanes, batches, pass: (ms: number) => void (now += ms) };
}

describe('the lanes of projects', () => {
  it('when more than three attempts come within a second, then the project is busy, until a quiet second has passed', () => {
    const { lanes, pass } = open();
    expect([1, 2, 3, 4, 5].map(() => lanes.isBusy('p'))).toEqual([false, false, false, true, true]);
    expect(lanes.isBusy('q')).toBe(false);
    pass(1_001);
    expect(lanes.isBusy('p')).toBe(false);
  });

  it('when four batches are under way, then what comes meanwhile waits and goes together', async () => {
    const { lanes, batches } = open();
    const carried = Array.from({ length: 100 }, (_, number) => lanes.carry('p', `a${number}`));
    expect(batches.map(({ attemptIds }) => attemptIds.length)).toEqual([1, 1, 1, 1]);
    batches[0]?.answer();
    await carried[0];
    await new Promise((resolve) => setImmediate(resolve));
    expect(batches.map(({ attemptIds }) => attemptIds.length)).toEqual([1, 1, 1, 1, 64]);
    for (let number = 1; number < 6; number += 1) {
      batches[number]?.answer();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await Promise.all(carried)).map((outcome) => outcome?.executionId)).toEqual(Array.from({ length: 100 }, (_, number) => `of a${number}`));
  });

  it('when every batch is stuck, then one who waits for a place waits no longer than the others', async () => {
    const { lanes, batches } = open(20);
    const carried = Array.from({ length: 5 }, (_, number) => lanes.carry('p', `a${number}`));
    await expect(Promise.all(carried)).resolves.toEqual([null, null, null, null, null]);
    expect(batches).toHaveLength(4);
  });

  it('when a batch fails, then each of its attempts hears of it, and the next batch goes', async () => {
    const { lanes, batches } = open();
    const first = lanes.carry('p', 'a');
    batches[0]?.fail(new Error('closed'));
    await expect(first).rejects.toThrow('closed');
    const second = lanes.carry('p', 'b');
    batches[1]?.answer();
    await expect(second).resolves.toMatchObject({ attemptId: 'b' });
  });
});
