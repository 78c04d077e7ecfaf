import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { requireApproval, showApproval } from '../approval-of.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Shows one request for approval, judged against the state as it is now. */
export const getApproval = (front: Front) =>
  endpoint(routes.getApproval, async ({ project: { projectId }, params }) => answer(await showApproval(front, await requireApproval(front, projectId, params.approvalId))));
