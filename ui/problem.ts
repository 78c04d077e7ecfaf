import type { z } from 'zod';
import type { ProblemBody } from '../contract/problem.ts';

type Body = z.output<typeof ProblemBody>;

/** A call that was not processed: `error` names the reason, `detail` says it in words. Status 0: nobody answered. */
export class ApiError extends Error {
  readonly status: number;
  readonly error: Body['error'] | 'unreachable';
  readonly requestId: string | null;
  readonly issues: NonNullable<Body['issues']>;

  constructor(problem: Pick<Body, 'status' | 'detail' | 'issues'> & { error: ApiError['error']; requestId: string | null }) {
    super(problem.detail);
    this.status = problem.status;
    this.error = problem.error;
    this.requestId = problem.requestId;
    this.issues = problem.issues ?? [];
  }
}

/** The error of a call that nobody answered. */
export const unreachable = (): ApiError =>
  new ApiError({ status: 0, error: 'unreachable', detail: 'Gatehouse cannot be reached.', requestId: null });

/** Reads an error answer; a body that is no problem document (a proxy's page) still gives a plain sentence. */
export async function readProblem(response: Response): Promise<ApiError> {
  const body: Partial<Body> = await response.json().catch(() => ({}));
  return new ApiError({
    status: response.status,
    error: body.error ?? 'internal',
    detail: body.detail ?? body.message ?? `The server answered ${response.status}.`,
    requestId: body.requestId ?? response.headers.get('X-Request-Id'),
    issues: body.issues,
  });
}

/** What a person can do about an error, in one sentence. */
export function advice(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Reload the page. If it happens again, tell an administrator.';
  if (error.error === 'unreachable') return 'Check that Gatehouse is running and that you are connected.';
  if (error.error === 'unavailable') return 'A part of Gatehouse is starting or down. Nothing is lost; try again in a moment.';
  if (error.error === 'forbidden') return 'Ask an admin of this project for the role that it needs.';
  if (error.error === 'too_many_requests') return 'Wait a moment, then try again.';
  if (error.error === 'conflict') return 'Somebody was faster. Look at what it is now before you go on.';
  return error.status >= 500 ? 'Try again. If it happens again, give an administrator the request id.' : 'Change the request and try again.';
}
