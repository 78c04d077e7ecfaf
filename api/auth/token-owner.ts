import { ProblemError } from '../problems.ts';
import type { Caller } from './caller.ts';

/** Whose tokens a call is about: the caller's own, or those of the person whom a system admin names. */
export function tokenOwner(caller: Caller, named: string | undefined): string {
  if (named === undefined || named === caller.userId || caller.isSystemAdmin) return named ?? caller.userId;
  throw new ProblemError('forbidden', 'Only a system admin may ask for the access tokens of somebody else.');
}
