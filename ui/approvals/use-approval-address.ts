import { useLocation, useSearch } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import { APPROVAL_FILTERS } from '../data/use-approvals.ts';
import type { ApprovalFilter } from '../data/use-approvals.ts';
import { approvalPath } from '../parts/paths.ts';

/** Where the parts of the approvals page lead: to a filter, to a request, and back to the queue. Without a filter, the queue is what waits. */
export function useApprovalAddress() {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('status');
  const filter = APPROVAL_FILTERS.find((status) => status === asked) ?? 'pending';
  const searchOf = (status: ApprovalFilter) => (status === 'pending' ? '' : `status=${status}`);
  const search = searchOf(filter);
  const listOf = (query: string) => `/p/${encodeURIComponent(projectId)}/approvals${query ? `?${query}` : ''}`;
  return {
    filter,
    list: listOf(search),
    pathOf: (approvalId: string) => approvalPath(projectId, approvalId, search),
    narrow: (status: ApprovalFilter) => navigate(listOf(searchOf(status)), { replace: true }),
    open: (approvalId: string, replace = false) => navigate(approvalPath(projectId, approvalId, search), { replace }),
  };
}
