import type { Request, Response } from 'express';
import type { Project } from '../contract/project.ts';
import type { Route } from '../contract/route.ts';
import { pointerOf } from '../domain/state/pointer.ts';
import { judgeAccess, requireAccess } from './access.ts';
import { authenticate, throttleAddress } from './auth/authenticate.ts';
import type { Caller } from './auth/caller.ts';
import { requireCsrf } from './auth/csrf.ts';
import { recognize } from './auth/recognize.ts';
import { findHostile } from '../domain/document/find-hostile.ts';
import type { Front } from './front.ts';
import { invalidRequest, ProblemError } from './problems.ts';
import { JSON_ONLY, readBody, type BodyParsers } from './read-body.ts';
import { MAX_ISSUES, toIssues } from '../domain/document/schema-issues.ts';

export type AdmitOptions = {
  /** What the route takes instead of JSON alone. */
  parsers?: BodyParsers;
  /** Takes attachments in its body, which may then be larger. */
  takesMedia?: true;
  /** Takes a secret in, which no other call may hold. */
  takesSecret?: true;
  /** Open also to somebody who has to change the password first. */
  beforePasswordChange?: true;
};

/**
 * Lets a call in, or throws the problem to answer with. The checks stand in this order: credential, rate, CSRF, forced
 * password change, path, access, query and body.
 */
export async function admit(front: Front, route: Route, { req, res }: { req: Request; res: Response }, { parsers = JSON_ONLY, takesMedia, beforePasswordChange }: AdmitOptions) {
  const caller = await identify(front, route, req, beforePasswordChange === true);
  const params = parse(route.params, withoutHostile(req.params));
  const project = caller && (await projectOf(front, route, req, caller));
  if (caller) requireAccess(route, caller, project);
  return {
    caller: caller && { ...caller, role: project?.role ?? null },
    project,
    params,
    query: parse(route.query, withoutHostile(req.query)),
    body: parseBody(route, takesBody(req) ? await readBody(req, res, { parsers, takesMedia: takesMedia === true }) : undefined),
  };
}

/** Whether a call that was let in would be let in now: the credential lives, and the caller has the access. */
export async function isStillAdmitted(front: Front, route: Route, req: Request): Promise<boolean> {
  const caller = await recognize(front, req.headers);
  return caller !== null && judgeAccess(route, caller, await projectOf(front, route, req, caller)) === 'allowed';
}

async function identify(front: Front, route: Route, req: Request, beforePasswordChange: boolean): Promise<Caller | null> {
  if (route.access === 'anyone') {
    throttleAddress(front.requestThrottle, req);
    return null;
  }
  const caller = await authenticate(front, req);
  requireCsrf(req, caller);
  // A token is no way in by that password, and goes on working.
  if (caller.via === 'session' && caller.passwordChangeRequired && !beforePasswordChange) throw new ProblemError('password_change_required', 'Change your password first: POST /api/v1/auth/password.');
  return caller;
}

const projectOf = async ({ projects }: Front, { path }: Route, req: Request, { userId }: Caller): Promise<Project | null> =>
  path.startsWith('/projects/:projectId') ? projects.find(String(req.params['projectId']), userId) : null;

function withoutHostile<T>(value: T): T {
  const hostile = findHostile(value);
  if (hostile) throw invalidRequest([hostile]);
  return value;
}

function parse(schema: Route['params' | 'query' | 'body'], value: unknown): unknown {
  const parsed = schema?.safeParse(value);
  if (parsed && !parsed.success) throw invalidRequest(toIssues(parsed.error.issues));
  return parsed?.data;
}

const takesBody = ({ method }: Request): boolean => method === 'POST' || method === 'PUT' || method === 'PATCH';

/** A route without a body schema takes none, or an empty object. */
function parseBody(route: Route, body: unknown): unknown {
  if (route.body) return parse(route.body, body);
  if (body === undefined) return undefined;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalidRequest([{ path: '', message: 'expected an object' }]);
  const issues = Object.keys(body).map((name) => ({ path: pointerOf([name]), message: 'this name is not known here' }));
  if (issues.length > 0) throw invalidRequest(issues.slice(0, MAX_ISSUES));
  return undefined;
}
