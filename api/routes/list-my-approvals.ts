import { routes } from '../../contract/routes.ts';
import { listApprovalInbox } from '../../db/stores/approval-inbox.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { pageOfApprovals } from '../page-of-approvals.ts';

/** Lists the requests of all projects that the caller may decide, pending ones first; never his own. */
export const listMyApprovals = (front: Front) =>
  endpoint(routes.listMyApprovals, async ({ caller: { userId, scopes }, query }) => {
    const projectIds = scopes?.projects ?? null;
    const mappedRoles = await front.mappedRoles.list(userId);
    return answer(await pageOfApprovals(front, (statuses, page) => listApprovalInbox(front.database.read, front.seal, { userId, mappedRoles, projectIds, statuses }, page), query));
  });
