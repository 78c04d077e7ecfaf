import type { ProblemCode } from '../../contract/problem.ts';
import type { Route } from '../../contract/route.ts';
import type { RouteName } from '../../contract/routes.ts';
import { CONDITIONAL } from './conditional.ts';

const BODY_METHODS: readonly Route['method'][] = ['post', 'put', 'patch'];

/** Routes that look for something which neither their path names nor their project holds. */
const SEARCHING: readonly string[] = ['postToken'] satisfies RouteName[];

/** Every problem that a route can answer with. */
export function problemsOf(name: string, { method, access, params }: Route): ProblemCode[] {
  const isSearching = params !== undefined || SEARCHING.includes(name);
  return [
    'invalid_request',
    'too_many_requests',
    'internal',
    'unavailable',
    ...(access === 'anyone' ? (['unauthenticated'] as const) : (['unauthenticated', 'forbidden', 'password_change_required'] as const)),
    ...(isSearching ? (['not_found'] as const) : []),
    ...(method === 'get' ? [] : (['conflict'] as const)),
    ...(name === 'postVote' ? (['approval_stale'] as const) : []),
    ...(BODY_METHODS.includes(method) ? (['malformed_json', 'payload_too_large', 'unsupported_media_type'] as const) : []),
    ...(method === 'post' ? (['idempotency_mismatch'] as const) : []),
    ...(CONDITIONAL[name] === 'if-match' ? (['stale_state'] as const) : []),
  ];
}
