import { setTimeout as sleep } from 'node:timers/promises';
import type { Approval } from '../contract/approval.ts';
import { findApproval, type StoredApproval } from '../db/stores/approvals.ts';
import { lookAtApproval } from '../temporal/look-at-approval.ts';
import { requireActions } from './access.ts';
import type { Caller } from './auth/caller.ts';
import { isOutage } from './outage.ts';
import type { Front } from './front.ts';
import { ProblemError } from './problems.ts';
import { showApprovals } from './show-approvals.ts';

const POLL_MS = 250;

/** Reads a request of a project, or says that there is none. */
export async function requireApproval({ database, seal }: Pick<Front, 'database' | 'seal'>, projectId: string, approvalId: string): Promise<StoredApproval> {
  const approval = await findApproval(database.read, seal, projectId, approvalId);
  if (!approval) throw new ProblemError('not_found', 'There is no such approval.');
  return approval;
}

/** Throws unless the caller's credential holds the actions that a request is for. */
export function requireItsActions(caller: Caller, { intent, steps }: StoredApproval): void {
  requireActions(caller, [...(intent ? [intent] : []), ...(steps ?? [])].map(({ actionId }) => actionId));
}

/** A request as the wire shows it now. */
export async function showApproval(front: Front, stored: StoredApproval): Promise<Approval> {
  const [shown] = await showApprovals(front, [stored]);
  if (!shown) throw new TypeError('A request that is there is shown.');
  return shown;
}

/** Wakes the workflow of a request, and waits until the row is as it should be, or INTENT_WAIT_MS is over; answers it as it is then. What is stored counts: where Temporal is away, the sweep goes on with it. */
export async function carryApproval(front: Front, approval: StoredApproval, isThere: (approval: StoredApproval) => boolean): Promise<StoredApproval> {
  const { projectId, approvalId } = approval;
  front.wake(projectId);
  try {
    await lookAtApproval(front.temporal, approval);
  } catch (error) {
    if (!isOutage(error)) throw error;
    front.logger.warn('look-missed', 'Temporal could not be told of a decision; the sweep goes on with it.', { project_id: projectId, approval_id: approvalId, error });
  }
  return waitFor(front, approval, isThere);
}

async function waitFor(front: Front, approval: StoredApproval, isThere: (approval: StoredApproval) => boolean): Promise<StoredApproval> {
  const { clock, feed, config } = front;
  const until = clock.monotonicMs() + config.intentWaitMs;
  let current = await requireApproval(front, approval.projectId, approval.approvalId);
  while (!isThere(current) && clock.monotonicMs() < until) {
    const woken = Promise.withResolvers<void>();
    const forget = feed.onEvents(approval.projectId, woken.resolve);
    await Promise.race([woken.promise, sleep(Math.min(POLL_MS, Math.max(1, until - clock.monotonicMs())))]);
    forget();
    current = await requireApproval(front, approval.projectId, approval.approvalId);
  }
  return current;
}
