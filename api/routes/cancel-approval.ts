import { routes } from '../../contract/routes.ts';
import type { Sql } from '../../db/database.ts';
import { lockApproval, type StoredApproval } from '../../db/stores/approvals.ts';
import { cancelApproval as cancel } from '../../db/stores/cancelled-approvals.ts';
import { lockHead } from '../../db/stores/heads.ts';
import { answer } from '../answer.ts';
import { carryApproval, requireApproval, requireItsActions, showApproval } from '../approval-of.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Withdraws a request that waits; whoever asked for it and admins may. It wins over every vote that is not carried out yet. */
export const cancelApproval = (front: Front) =>
  endpoint(routes.cancelApproval, async ({ caller, project: { projectId, role }, params: { approvalId } }) => {
    const asked = await requireApproval(front, projectId, approvalId);
    if (asked.requestedBy !== caller.userId && role !== 'admin') throw new ProblemError('forbidden', 'Only whoever asked for it or an admin may cancel a request.');
    requireItsActions(caller, asked);
    const cancelled = await front.database.write((sql) => cancelOnce(front, sql, asked));
    return answer(await showApproval(front, await carryApproval(front, cancelled, ({ outcomeExecutionId }) => outcomeExecutionId !== null)));
  });

async function cancelOnce({ seal, clock }: Front, sql: Sql, { projectId, approvalId }: StoredApproval): Promise<StoredApproval> {
  const head = await lockHead(sql, projectId, []);
  const approval = await lockApproval(sql, seal, projectId, approvalId);
  if (!head || !approval) throw new ProblemError('not_found', 'There is no such approval.');
  if (head.status === 'archived') throw new ProblemError('conflict', 'The project is archived.');
  if (approval.status !== 'pending' && approval.status !== 'cancelled') throw new ProblemError('conflict', `The request is ${approval.status}; it cannot be cancelled.`);
  return cancel(sql, approval, clock.now().toISOString());
}
