import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ApprovalStatus } from '../../contract/approval.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const PAGE = 50;
const MOST_PAGES = 40;
const MOST_IN_INBOX = 200;
const INBOX_AGE_MS = 60_000;

/** What a queue may be narrowed to. */
export const APPROVAL_FILTERS = ['pending', 'approved', 'denied', 'expired', 'stale', 'cancelled', 'all'] as const satisfies (ApprovalStatus | 'all')[];
export type ApprovalFilter = (typeof APPROVAL_FILTERS)[number];

/** The requests of a project in that status, newest first. */
export function useApprovalList(projectId: string, filter: ApprovalFilter) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.approvals(projectId, filter),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      client.call('listApprovals', { params: { projectId }, query: { limit: PAGE, cursor: pageParam || undefined, status: filter === 'all' ? undefined : filter } }),
    getNextPageParam: ({ nextCursor }, pages) => (pages.length < MOST_PAGES ? (nextCursor ?? undefined) : undefined),
  });
}

/** One request, judged against the state as it is now. */
export function useApproval(projectId: string, approvalId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.approval(projectId, approvalId), queryFn: () => client.call('getApproval', { params: { projectId, approvalId } }) });
}

/** What the caller may decide, over all projects. The stream tells of the open project only, so the others are asked for each minute. */
export function useInbox() {
  const client = useClient();
  return useQuery({
    queryKey: keys.inbox,
    queryFn: () => client.call('listMyApprovals', { query: { limit: MOST_IN_INBOX, status: 'pending' } }),
    refetchInterval: INBOX_AGE_MS,
  });
}
