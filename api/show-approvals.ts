import type { Approval } from '../contract/approval.ts';
import { readGrounds } from '../db/stores/approval-ground.ts';
import { type StoredApproval, wireApproval } from '../db/stores/approvals.ts';
import { componentsRead, movedSince } from '../domain/approval/moved-since.ts';
import { shownStatus } from '../domain/approval/shown-status.ts';
import { wholeState } from '../domain/state/whole-state.ts';
import type { Front } from './front.ts';

/** Requests as the wire shows them at this instant: one that waits is judged against the state and the policy as they are now. Nothing is written. */
export async function showApprovals({ database, catalog, clock }: Front, stored: readonly StoredApproval[]): Promise<Approval[]> {
  const waiting = stored.filter(({ status }) => status === 'pending');
  const projectIds = [...new Set(waiting.map(({ projectId }) => projectId))];
  const grounds = await readGrounds(database.read, projectIds, [...new Set(waiting.flatMap(({ reads }) => componentsRead(reads)))]);
  const now = clock.now();
  return stored.map((approval) => {
    const ground = approval.status === 'pending' ? grounds.get(approval.projectId) : undefined;
    const moved = ground ? movedSince(approval, { state: wholeState(catalog, ground.stored), policyVersion: ground.policyVersion }) : approval.moved;
    const shown = { ...wireApproval(approval), moved };
    return { ...shown, status: shownStatus(shown, now) };
  });
}
