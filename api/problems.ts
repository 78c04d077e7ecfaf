import type { Issue, Problem, ProblemBody, ProblemCode } from '../contract/problem.ts';

/** A request that cannot be processed. Thrown anywhere in api, it becomes the error body; `detail` is for the caller to read. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: Problem;

  constructor(code: ProblemCode, detail: string, more: Pick<Problem, 'issues' | 'retryAfterSeconds' | 'requestId'> = {}) {
    super(detail);
    this.problem = { code, detail, ...more };
  }
}

/** How each problem travels: its HTTP status, and its name for people. */
export const problemTable = {
  malformed_json: { status: 400, title: 'The body is not JSON' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body has an unsupported type' },
  invalid_request: { status: 422, title: 'The request breaks its schema' },
  idempotency_mismatch: { status: 422, title: 'The key belongs to another request' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'In conflict with what is there' },
  approval_stale: { status: 409, title: 'What the request was read on has changed' },
  stale_state: { status: 412, title: 'Something has changed since' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  password_change_required: { status: 403, title: 'The password has to be changed first' },
  unavailable: { status: 503, title: 'Not available right now' },
  internal: { status: 500, title: 'Something went wrong here' },
} as const satisfies Record<ProblemCode, { status: number; title: string }>;

/** The refusal of a body, query or path whose issues are known. */
export const invalidRequest = (issues: Issue[]): ProblemError => {
  const [first] = issues;
  return new ProblemError('invalid_request', first ? `${first.path || 'the body'}: ${first.message}` : 'The request breaks its schema.', { issues });
};

/** The error body of a problem: the envelope and RFC 9457 in one. A problem's own request id goes before that of the HTTP request. */
export function toProblemBody({ code, detail, issues, requestId: ownRequestId }: Problem, httpRequestId: string): ProblemBody {
  const { status, title } = problemTable[code];
  const requestId = ownRequestId ?? httpRequestId;
  return { code: 1, message: detail, data: null, type: `/problems/${code}`, title, status, detail, error: code, requestId, ...(issues ? { issues } : {}) };
}
