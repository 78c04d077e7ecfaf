import { useInfiniteQuery } from '@tanstack/react-query';
import type { Client } from '../client.ts';
import { useClient } from './client-context.ts';
import { writeFilter } from './execution-filter.ts';
import type { ExecutionFilter } from './execution-filter.ts';
import { keys } from './keys.ts';
import type { Recorded } from './use-execution.ts';

const PAGE = 100;
/** A list shows no more rows than this; a narrower filter finds what is older. */
export const MOST_ROWS = 10_000;

type Page = { limit: number; cursor: string | undefined };

/** One page of the executions that a filter leaves. What the API cannot read in a filter it refuses, in words. */
export const fetchExecutions = (client: Client, projectId: string, filter: ExecutionFilter, page: Page): Promise<{ items: Recorded[]; nextCursor: string | null }> =>
  client.call('listExecutions', { params: { projectId }, query: { ...filter, ...page } });

/** The executions that a filter leaves, newest first; the stream puts new ones in front. */
export function useExecutionList(projectId: string, filter: ExecutionFilter) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.executions(projectId, writeFilter(filter)),
    initialPageParam: '',
    queryFn: ({ pageParam }) => fetchExecutions(client, projectId, filter, { limit: PAGE, cursor: pageParam || undefined }),
    getNextPageParam: ({ nextCursor }, pages) => (pages.length * PAGE < MOST_ROWS ? (nextCursor ?? undefined) : undefined),
  });
}
