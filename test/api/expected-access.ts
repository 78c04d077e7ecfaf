import type { Role } from '../../contract/project.ts';
import type { Route } from '../../contract/route.ts';
import type { TokenScopes } from '../../contract/token.ts';

/**
 * Who may make a call, in the letters of the table of endpoints: V viewer, O operator, A admin, S system admin; `A or S` is what both may;
 * `member` is whoever reaches the gates, which judge the role themselves; `any` is whoever is signed in.
 */
export type Who = 'anyone' | 'any' | 'V' | 'O' | 'A' | 'S' | 'A or S' | 'member';

/** How somebody comes to a call. */
export type Standing = {
  /** His credential is known, has not ended, and he is not disabled. */
  isLive: boolean;
  isSystemAdmin: boolean;
  /** His role in the project, null where he is no member or there is none. */
  role: Role | null;
  /** He calls with an access token; null is an unlimited one. */
  token?: { scopes: TokenScopes | null };
  /** He shows the CSRF token of his own session. */
  hasCsrf: boolean;
  mustChangePassword: boolean;
};

/** What a call is about: a project that is there, one that is not, or none. */
export type About = { projectId: string; exists: boolean } | null;

export type Verdict = 'let in' | 'unauthenticated' | 'forbidden' | 'password_change_required' | 'hidden';

type Judged = Pick<Route, 'method' | 'forbidsScopes'> & { who: Who; beforePasswordChange: boolean; sessionOnly: boolean };

const MAY: Record<Exclude<Who, 'anyone' | 'any' | 'S'>, readonly Role[]> = {
  V: ['viewer', 'operator', 'admin'],
  member: ['viewer', 'operator', 'admin'],
  O: ['operator', 'admin'],
  A: ['admin'],
  'A or S': ['admin'],
};

/** What the text of the API promises for a call, told from its words alone. */
export function expectedVerdict(call: Judged, { token, ...caller }: Standing, about: About): Verdict {
  if (call.who === 'anyone') return 'let in';
  if (!caller.isLive) return 'unauthenticated';
  if (call.method !== 'get' && token === undefined && !caller.hasCsrf) return 'forbidden';
  if (caller.mustChangePassword && !call.beforePasswordChange) return 'password_change_required';
  if (about && isHidden(about, { ...caller, token })) return 'hidden';
  return mayCall(call, caller) && !isBeyond(call, token) ? 'let in' : 'forbidden';
}

/** A caller with no membership gets 404 on everything below a project; a system admin reads every project; a token reaches its own projects alone. */
function isHidden({ projectId, exists }: NonNullable<About>, { role, isSystemAdmin, token }: Pick<Standing, 'role' | 'isSystemAdmin'> & { token: Standing['token'] }): boolean {
  return !exists || (role === null && !isSystemAdmin) || token?.scopes?.projects?.includes(projectId) === false;
}

/** To run, approve or administer a project, a system admin needs a membership like anybody. */
function mayCall({ who }: Judged, { role, isSystemAdmin }: Pick<Standing, 'role' | 'isSystemAdmin'>): boolean {
  if (who === 'anyone' || who === 'any') return true;
  if (who === 'S') return isSystemAdmin;
  if (isSystemAdmin && (who === 'V' || who === 'A or S')) return true;
  return role !== null && MAY[who].includes(role);
}

/** A limited token reaches nothing that concerns the whole house or its owner's credentials; one limited to actions neither chats nor administers. */
function isBeyond({ who, forbidsScopes, sessionOnly }: Judged, token: Standing['token']): boolean {
  if (token === undefined) return false;
  if (sessionOnly) return true;
  if (token.scopes === null) return false;
  if (who === 'S' || forbidsScopes === 'any') return true;
  return token.scopes.actions !== undefined && (who === 'A' || who === 'A or S' || forbidsScopes === 'actions');
}
