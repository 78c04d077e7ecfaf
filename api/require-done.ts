import type { MemberChange } from '../db/stores/members.ts';
import { ProblemError } from './problems.ts';

/** Throws the problem of a change of members that was not made. */
export function requireDone(change: MemberChange, unknown: string): void {
  if (change === 'unknown') throw new ProblemError('not_found', unknown);
  if (change === 'last_admin') throw new ProblemError('conflict', 'A project keeps an admin: make somebody else an admin first.');
}
