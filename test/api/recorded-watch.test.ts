import { beforeEach, describe, expect, it } from '@jest/globals';
import { createRecordedWatch } from '../../api/recorded-watch.ts';
import type { Sql } from '../../db/database.ts';

let listeners: Map<string, () => void>;
let looks: string[][];
let rows: Set<string>;
let fault: Error | null;
const errors: unknown[] = [];

const read = (async (_text: string, [attemptIds]: [string[]]) => {
  looks.push(attemptIds);
  if (fault) throw fault;
  return attemptIds.filter((id) => rows.has(id)).map((attempt_id) => ({ attempt_id }));
}) as unknown as Sql;

const feed = {
  onEvents: (projectId: string, listener: () => void) => {
    listeners.set(projectId, listener);
    return () => void listeners.delete(projectId);
  },
};

beforeEach(() => {
  [listeners, looks, rows, fault] = [new Map(), [], new Set(), null];
  errors.length = 0;
});

const open = () => createRecordedWatch({ database: { read }, feed, onError: (error) => errors.push(error) });
const settle = () => new Promise((resolve) => setImmediate(resolve));
const isDone = async (promise: Promise<void>) => Promise.race([promise.then(() => true), settle().then(() => false)]);

describe('createRecordedWatch', () => {
  it('when the feed tells of the attempt, then its wait ends and that of others goes on', async () => {
    const { watch } = open();
    const [mine, same, other] = [watch('p', 'a'), watch('p', 'a'), watch('p', 'b')];
    rows.add('a');
    listeners.get('p')?.();
    await settle();
    expect([await isDone(mine.recorded), await isDone(same.recorded), await isDone(other.recorded)]).toEqual([true, true, false]);
  });

  it('when the feed tells of much at once, then there is one look at a time, and one more after the last news', async () => {
    const { watch } = open();
    watch('p', 'a');
    for (let news = 0; news < 100; news += 1) listeners.get('p')?.();
    await settle();
    expect(looks).toHaveLength(2);
  });

  it('when nobody waits any more, then the feed is left alone', () => {
    const { watch } = open();
    const [first, second] = [watch('p', 'a'), watch('p', 'b')];
    first.forget();
    expect(listeners.size).toBe(1);
    second.forget();
    expect(listeners.size).toBe(0);
  });

  it('when a look fails, then the fault is told and the next news is looked at', async () => {
    const { watch } = open();
    const { recorded } = watch('p', 'a');
    fault = new Error('the database is away');
    listeners.get('p')?.();
    await settle();
    expect(errors).toEqual([fault]);
    fault = null;
    rows.add('a');
    listeners.get('p')?.();
    await settle();
    await expect(isDone(recorded)).resolves.toBe(true);
  });
});
