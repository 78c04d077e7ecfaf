import type { Approval } from '../../contract/approval.ts';
import type { Role } from '../../contract/project.ts';
import { reachesRole } from '../access/reaches-role.ts';
import type { Closing } from './grant.ts';

/** A request with its votes, the roles that people have in the project at this instant, and the instant. */
export type Ballot = Pick<Approval, 'status' | 'requestedBy' | 'requiredRole' | 'quorum' | 'votes' | 'expiresAt'> & {
  readonly roles: { readonly [userId: string]: Role | null };
  /** Epoch ms. */
  readonly now: number;
};

/** What the votes come to: people are waited for so many more milliseconds, it is allowed, or it is closed with a code. */
export type BallotVerdict = { kind: 'pending'; expiresInMs: number } | { kind: 'allow' } | { kind: 'close'; code: Closing };

/**
 * Judges a request by what is stored of it, in whatever order that came: a cancellation wins over everything, then one no
 * closes it, then enough people who still have the role allow it, then time ends it. Nobody counts twice, and never the
 * requester.
 */
export function judgeVotes({ status, requestedBy, requiredRole, quorum, votes, expiresAt, roles, now }: Ballot): BallotVerdict {
  if (status === 'cancelled') return { kind: 'close', code: 'approval_cancelled' };
  if (status === 'stale') return { kind: 'close', code: 'approval_stale' };
  const ofOthers = votes.filter(({ userId }) => userId !== requestedBy);
  if (ofOthers.some(({ vote }) => vote === 'deny')) return { kind: 'close', code: 'approval_denied' };
  const inFavour = new Set(ofOthers.map(({ userId }) => userId).filter((userId) => reachesRole(roles[userId], requiredRole)));
  if (inFavour.size >= quorum) return { kind: 'allow' };
  const expiresInMs = Date.parse(expiresAt) - now;
  return expiresInMs > 0 ? { kind: 'pending', expiresInMs } : { kind: 'close', code: 'approval_expired' };
}
