import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Has all that is shown below a key fetched again. A first fetch that is under way is not taken back, and may bring what was so before
 * that was asked; whatever it brings is fetched once more.
 */
export async function readAnew(cache: QueryClient, queryKey: QueryKey): Promise<void> {
  const first = cache.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching', predicate: ({ state }) => state.data === undefined });
  await Promise.allSettled([cache.invalidateQueries({ queryKey }), ...first.map(({ promise }) => promise)]);
  if (first.length > 0) await cache.invalidateQueries({ predicate: (query) => first.includes(query) });
}
