import { routes } from '../../contract/routes.ts';
import { listApprovals as readApprovals } from '../../db/stores/approvals.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { pageOfApprovals } from '../page-of-approvals.ts';

/** Lists the requests for approval of a project, newest first, judged against the state as it is now. */
export const listApprovals = (front: Front) =>
  endpoint(routes.listApprovals, async ({ project: { projectId }, query }) =>
    answer(await pageOfApprovals(front, (statuses, page) => readApprovals(front.database.read, front.seal, projectId, statuses, page), query)),
  );
