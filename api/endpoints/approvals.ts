import type { approvalsRoutes } from '../../contract/routes/approvals.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { cancelApproval } from '../routes/cancel-approval.ts';
import { getApproval } from '../routes/get-approval.ts';
import { listApprovals } from '../routes/list-approvals.ts';
import { listMyApprovals } from '../routes/list-my-approvals.ts';
import { postVote } from '../routes/post-vote.ts';
import { refreshApproval } from '../routes/refresh-approval.ts';

/** What answers each route of `contract/routes/approvals.ts`; a route without a line here does not compile. */
export const approvalsEndpoints = (front: Front) =>
  ({
    listMyApprovals: listMyApprovals(front),
    listApprovals: listApprovals(front),
    getApproval: getApproval(front),
    postVote: postVote(front),
    cancelApproval: cancelApproval(front),
    refreshApproval: refreshApproval(front),
  }) satisfies Record<keyof typeof approvalsRoutes, Endpoint>;
