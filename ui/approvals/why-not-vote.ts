import type { Approval } from '../../contract/approval.ts';
import type { Role } from '../../contract/project.ts';
import { deciders } from '../parts/deciders.ts';
import { approvalLooks } from '../parts/look.ts';

const RANK: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

export type Viewer = { userId: string | undefined; role: Role | null; now: number };

/** Why somebody may not decide a request, in words; null when he may. The server judges it anew. */
export function whyNotVote({ status, requestedBy, requiredRole, quorum, votes, expiresAt }: Approval, { userId, role, now }: Viewer): string | null {
  if (status !== 'pending') return `This request is closed: ${approvalLooks[status].word.toLowerCase()}.`;
  if (Date.parse(expiresAt) <= now) return 'This request has expired.';
  if (requestedBy === userId) return 'You asked for this yourself, so somebody else decides.';
  const own = votes.find((vote) => vote.userId === userId);
  if (own) return `You ${own.vote === 'approve' ? 'approved' : 'denied'} this already.`;
  if (role === null) return 'You are no member of this project.';
  return RANK[role] < RANK[requiredRole] ? `It takes ${deciders({ requiredRole, quorum })}; you are ${role === 'viewer' ? 'a viewer' : 'an operator'}.` : null;
}
