import type { Role, Project } from '../contract/project.ts';
import type { Access, Route } from '../contract/route.ts';
import type { TokenScopes } from '../contract/token.ts';
import { allowsAction } from '../domain/access/allows-action.ts';
import type { Caller } from './auth/caller.ts';
import { ProblemError } from './problems.ts';

const RANK = { viewer: 1, operator: 2, admin: 3 } as const satisfies Record<Role, number>;

/** What a project allows: null when the caller may make the call, else the problem to answer with. */
export type Verdict = 'allowed' | 'hidden' | 'forbidden';

/** Judges a caller by the access that a route names. Below a project, whoever is neither a member nor a system admin is not told that it exists. */
export function judgeAccess(route: Judged, caller: Caller, project: Project | null): Verdict {
  if (project !== null && caller.scopes?.projects?.includes(project.projectId) === false) return 'hidden';
  const verdict = judgeRole(route, caller, project);
  return verdict === 'allowed' && isBeyond(route, caller.scopes) ? 'forbidden' : verdict;
}

/** Throws the problem that a verdict stands for. */
export function requireAccess(route: Judged, caller: Caller, project: Project | null): void {
  const verdict = judgeAccess(route, caller, project);
  if (verdict === 'hidden') throw new ProblemError('not_found', 'There is no such project.');
  if (verdict === 'forbidden') throw new ProblemError('forbidden', judgeRole(route, caller, project) === 'allowed' ? BEYOND_SCOPES : NEEDS[route.access]);
}

/** Throws unless the scopes of the caller's credential hold every one of these actions. */
export function requireActions({ scopes }: Pick<Caller, 'scopes'>, actionIds: readonly string[]): void {
  const outside = actionIds.find((actionId) => !allowsAction(scopes, actionId));
  if (outside !== undefined) throw new ProblemError('forbidden', `This access token is not for the action ${outside}.`);
}

type Judged = Pick<Route, 'access' | 'systemAdmin' | 'forbidsScopes'> & Partial<Pick<Route, 'path'>>;

function judgeRole({ access, systemAdmin, path }: Judged, caller: Caller, project: Project | null): Verdict {
  if (access === 'anyone' || access === 'user') return 'allowed';
  const isOfHouse = access === 'system-admin' && !path?.startsWith('/projects/:projectId');
  if (!isOfHouse && (project === null || (project.role === null && !caller.isSystemAdmin))) return 'hidden';
  if (access === 'system-admin' || project === null) return caller.isSystemAdmin ? 'allowed' : 'forbidden';
  if (hasRole(access, project.role)) return 'allowed';
  return caller.isSystemAdmin && (access === 'viewer' || systemAdmin === true) ? 'allowed' : 'forbidden';
}

/** A limited credential has no part in what concerns the whole house; one limited to actions administers nothing either. */
function isBeyond({ access, forbidsScopes }: Judged, scopes: TokenScopes | null): boolean {
  if (scopes === null) return false;
  if (access === 'system-admin' || forbidsScopes === 'any') return true;
  return scopes.actions !== undefined && (access === 'admin' || forbidsScopes === 'actions');
}

const hasRole = (access: Role | 'member', role: Role | null): boolean => role !== null && (access === 'member' || RANK[role] >= RANK[access]);

const BEYOND_SCOPES = 'This access token is limited, and this call is beyond its limits.';

const NEEDS = {
  anyone: '',
  user: '',
  'system-admin': 'Only a system admin may do this.',
  viewer: 'Only a member of the project may do this.',
  member: 'Only a member of the project may do this.',
  operator: 'Only an operator or an admin of the project may do this.',
  admin: 'Only an admin of the project may do this.',
} as const satisfies Record<Access, string>;
