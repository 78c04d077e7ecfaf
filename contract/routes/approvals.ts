import { z } from 'zod';
import { Approval, ApprovalStatus } from '../approval.ts';
import { listOf, page, project, type Route } from '../route.ts';

const approval = z.object({ ...project, approvalId: z.string() });
const query = z.object({ ...page, status: ApprovalStatus.optional() });

/** What people are asked to allow, and what they say. The gates and the request itself name who may vote, so any member reaches them. */
export const approvalsRoutes = {
  listMyApprovals: { method: 'get', path: '/approvals', summary: 'List the requests of all projects that one may decide, pending ones first', access: 'user', query, data: listOf(Approval) },
  listApprovals: { method: 'get', path: '/projects/:projectId/approvals', summary: 'List requests for approval, newest first', access: 'viewer', params: z.object(project), query, data: listOf(Approval) },
  getApproval: { method: 'get', path: '/projects/:projectId/approvals/:approvalId', summary: 'Read a request for approval, judged against the state as it is now', access: 'viewer', params: approval, data: Approval },
  postVote: {
    method: 'post',
    path: '/projects/:projectId/approvals/:approvalId/votes',
    summary: 'Approve or deny a request; the digest names what was read',
    access: 'member',
    params: approval,
    body: z.strictObject({ vote: z.enum(['approve', 'deny']), digest: z.string().min(1).max(200), comment: z.string().trim().min(1).max(2_000).optional() }),
    data: Approval,
  },
  cancelApproval: { method: 'post', path: '/projects/:projectId/approvals/:approvalId/cancel', summary: 'Withdraw a request', access: 'member', params: approval, data: Approval },
  refreshApproval: { method: 'post', path: '/projects/:projectId/approvals/:approvalId/refresh', summary: 'Ask anew for a stale request, on the state as it is now', access: 'member', params: approval, data: Approval },
} as const satisfies Record<string, Route>;
