import { routes } from '../../contract/routes.ts';
import type { Sql } from '../../db/database.ts';
import { readGrounds } from '../../db/stores/approval-ground.ts';
import { changeApproval, findApprovalOfExecution, lockApproval, markRefreshAsked, type StoredApproval } from '../../db/stores/approvals.ts';
import { lockHead } from '../../db/stores/heads.ts';
import { findPlan } from '../../db/stores/plans.ts';
import { componentsRead, movedSince } from '../../domain/approval/moved-since.ts';
import { wholeState } from '../../domain/state/whole-state.ts';
import { answer } from '../answer.ts';
import { carryApproval, requireApproval, requireItsActions, showApproval } from '../approval-of.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Asks anew for what a stale request was for, and answers the new request; the old one stays stale. Repeating it answers the same one. */
export const refreshApproval = (front: Front) =>
  endpoint(routes.refreshApproval, async ({ caller, project: { projectId }, params: { approvalId } }) => {
    const asked = await requireApproval(front, projectId, approvalId);
    if (asked.requestedBy !== caller.userId) throw new ProblemError('forbidden', 'Only whoever asked for it may ask anew.');
    requireItsActions(caller, asked);
    if (await hasEnded(front, asked)) throw new ProblemError('conflict', 'The request belongs to a plan that has ended; make the plan anew.');
    const marked = await front.database.write((sql) => askForIt(front, sql, asked));
    const carried = await carryApproval(front, marked, ({ refreshedExecutionId }) => refreshedExecutionId !== null);
    const next = carried.refreshedExecutionId === null ? undefined : await findApprovalOfExecution(front.database.read, front.seal, projectId, carried.refreshedExecutionId);
    return answer(await showApproval(front, next ?? carried));
  });

/** Whether the plan that was asked for, or that the step is of, is over; one that ended because its request was stale waits with the new one. */
async function hasEnded({ attempts, database }: Front, { projectId, attemptId, planId }: StoredApproval): Promise<boolean> {
  const ofStep = planId ?? (await attempts.find(database.read, projectId, attemptId))?.planId ?? null;
  const plan = ofStep === null ? undefined : await findPlan(database.read, projectId, ofStep);
  return plan !== undefined && plan.status !== 'awaiting_approval' && plan.error?.code !== 'approval_stale';
}

async function askForIt({ seal, clock, catalog }: Front, sql: Sql, { projectId, approvalId }: StoredApproval): Promise<StoredApproval> {
  const head = await lockHead(sql, projectId, []);
  const approval = await lockApproval(sql, seal, projectId, approvalId);
  if (!head || !approval) throw new ProblemError('not_found', 'There is no such approval.');
  if (head.status === 'archived') throw new ProblemError('conflict', 'The project is archived.');
  const at = clock.now().toISOString();
  const ground = (await readGrounds(sql, [projectId], componentsRead(approval.reads))).get(projectId);
  const moved = movedSince(approval, { state: wholeState(catalog, ground?.stored ?? {}), policyVersion: head.policyVersion });
  const isStale = approval.status === 'stale' || (approval.status === 'pending' && moved.length > 0);
  if (!isStale) throw new ProblemError('conflict', `The request is ${approval.status} and not stale; there is nothing to ask anew.`);
  const stale = approval.status === 'stale' ? approval : await changeApproval(sql, approval, { status: 'stale', moved, closedAt: at });
  await markRefreshAsked(sql, stale, at);
  return stale;
}
