import { z } from 'zod';

/** Where a request broke its schema: `path` is a JSON Pointer into the body, query or path. */
export const Issue = z.strictObject({ path: z.string(), message: z.string() });
export type Issue = z.infer<typeof Issue>;

/** Every way in which a request cannot be processed; a governed 'no' is not one of them. */
export const ProblemCode = z.enum([
  'malformed_json',
  'payload_too_large',
  'unsupported_media_type',
  'invalid_request',
  'idempotency_mismatch',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'approval_stale',
  'stale_state',
  'too_many_requests',
  'password_change_required',
  'unavailable',
  'internal',
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/**
 * Why a request was not processed. `retryAfterSeconds` becomes the Retry-After header; `requestId` stands in the body in
 * place of the HTTP request's own, where another one is the name under which the outcome can be looked up.
 */
export type Problem = {
  code: ProblemCode;
  detail: string;
  issues?: Issue[];
  retryAfterSeconds?: number;
  requestId?: string;
};

/** The error body: the envelope of an error and an RFC 9457 problem document at once. */
export const ProblemBody = z.strictObject({
  code: z.literal(1),
  message: z.string(),
  data: z.null(),
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  error: ProblemCode,
  requestId: z.string(),
  issues: z.array(Issue).optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;
