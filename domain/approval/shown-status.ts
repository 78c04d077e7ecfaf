import type { Approval, ApprovalStatus } from '../../contract/approval.ts';

/** What a request is at this instant: one that still waits in its row may have gone stale, or have waited too long, meanwhile. */
export function shownStatus({ status, moved, expiresAt, votes, quorum }: Pick<Approval, 'status' | 'moved' | 'expiresAt' | 'votes' | 'quorum'>, now: Date): ApprovalStatus {
  if (status !== 'pending') return status;
  if (moved.length > 0) return 'stale';
  return Date.parse(expiresAt) <= now.getTime() && votes.length < quorum ? 'expired' : 'pending';
}
