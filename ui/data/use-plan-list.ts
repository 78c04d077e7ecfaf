import { useInfiniteQuery } from '@tanstack/react-query';
import type { PlanStatus } from '../../contract/plan.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const PAGE = 50;
const MOST_PAGES = 40;

/** What a list of plans may be narrowed to. */
export const PLAN_FILTERS = ['all', 'draft', 'awaiting_approval', 'running', 'succeeded', 'rejected', 'failed', 'cancelled'] as const satisfies (PlanStatus | 'all')[];
export type PlanFilter = (typeof PLAN_FILTERS)[number];

/** The plans of a project in that status, newest first. */
export function usePlanList(projectId: string, filter: PlanFilter) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.plans(projectId, filter),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      client.call('listPlans', { params: { projectId }, query: { limit: PAGE, cursor: pageParam || undefined, status: filter === 'all' ? undefined : filter } }),
    getNextPageParam: ({ nextCursor }, pages) => (pages.length < MOST_PAGES ? (nextCursor ?? undefined) : undefined),
  });
}
