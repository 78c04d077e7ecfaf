import { afterEach, describe, expect, it } from '@jest/globals';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { readAnew } from '../../ui/data/read-anew.ts';

const KEY = ['project', 'p1', 'turns', 's1'];
const caches: QueryClient[] = [];
afterEach(() => caches.splice(0).forEach((cache) => cache.clear()));

/** Something that is shown, whose answers the test gives one after another. */
function shown() {
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  caches.push(cache);
  const asked: ((answer: string) => void)[] = [];
  const queryFn = () => new Promise<string>((resolve) => asked.push(resolve));
  const unsubscribe = new QueryObserver(cache, { queryKey: KEY, queryFn }).subscribe(() => undefined);
  return { cache, asked, unsubscribe, data: () => cache.getQueryData(KEY) };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('readAnew', () => {
  it('when the first answer is under way, then it is followed by another, because it may be older', async () => {
    const { cache, asked, data } = shown();
    const read = readAnew(cache, ['project', 'p1']);
    await settle();
    expect(asked).toHaveLength(1);
    asked[0]?.('older');
    await settle();
    expect([asked.length, data()]).toEqual([2, 'older']);
    asked[1]?.('newer');
    await read;
    expect(data()).toBe('newer');
  });

  it('when something is shown already, then an answer under way is dropped for a new one', async () => {
    const { cache, asked, data } = shown();
    asked[0]?.('shown');
    await settle();
    void cache.invalidateQueries({ queryKey: KEY });
    const read = readAnew(cache, KEY);
    asked[2]?.('newer');
    await read;
    asked[1]?.('older');
    await settle();
    expect([asked.length, data()]).toEqual([3, 'newer']);
  });

  it('when nobody looks any more at what was first asked for, then whoever looks next has it fetched', async () => {
    const { cache, asked, unsubscribe } = shown();
    unsubscribe();
    const read = readAnew(cache, KEY);
    asked[0]?.('older');
    await read;
    expect(cache.getQueryState(KEY)).toMatchObject({ data: 'older', isInvalidated: true });
  });
});
