import { routes } from '../../contract/routes.ts';
import { listApprovalInbox } from '../../db/stores/approval-inbox.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { narrowedTo, showApprovals, storedAs } from '../show-approvals.ts';

/** Lists the requests of all projects that the caller may decide, pending ones first; never his own. */
export const listMyApprovals = (front: Front) =>
  endpoint(routes.listMyApprovals, async ({ caller: { userId, scopes }, query }) => {
    const inbox = { userId, projectIds: scopes?.projects ?? null, statuses: storedAs(query.status) };
    const { items, nextCursor } = await listApprovalInbox(front.database.read, front.seal, inbox, query);
    return answer({ items: narrowedTo(await showApprovals(front, items), query.status), nextCursor });
  });
