import type { Role, Project } from '../contract/project.ts';
import type { Access, Route } from '../contract/route.ts';
import type { Caller } from './auth/caller.ts';
import { ProblemError } from './problems.ts';

const RANK = { viewer: 1, operator: 2, admin: 3 } as const satisfies Record<Role, number>;

/** What a project allows: null when the caller may make the call, else the problem to answer with. */
export type Verdict = 'allowed' | 'hidden' | 'forbidden';

/** Judges a caller by the access that a route names. Below a project, whoever is neither a member nor a system admin is not told that it exists. */
export function judgeAccess({ access, systemAdmin }: Pick<Route, 'access' | 'systemAdmin'>, caller: Caller, project: Project | null): Verdict {
  if (access === 'anyone' || access === 'user') return 'allowed';
  if (access === 'system-admin') return caller.isSystemAdmin ? 'allowed' : 'forbidden';
  if (project === null || (project.role === null && !caller.isSystemAdmin)) return 'hidden';
  if (hasRole(access, project.role)) return 'allowed';
  return caller.isSystemAdmin && (access === 'viewer' || systemAdmin === true) ? 'allowed' : 'forbidden';
}

/** Throws the problem that a verdict stands for. */
export function requireAccess(route: Pick<Route, 'access' | 'systemAdmin'>, caller: Caller, project: Project | null): void {
  const verdict = judgeAccess(route, caller, project);
  if (verdict === 'hidden') throw new ProblemError('not_found', 'There is no such project.');
  if (verdict === 'forbidden') throw new ProblemError('forbidden', NEEDS[route.access]);
}

const hasRole = (access: Role | 'member', role: Role | null): boolean => role !== null && (access === 'member' || RANK[role] >= RANK[access]);

const NEEDS = {
  anyone: '',
  user: '',
  'system-admin': 'Only a system admin may do this.',
  viewer: 'Only a member of the project may do this.',
  member: 'Only a member of the project may do this.',
  operator: 'Only an operator or an admin of the project may do this.',
  admin: 'Only an admin of the project may do this.',
} as const satisfies Record<Access, string>;
