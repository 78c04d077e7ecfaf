import type { Issue } from '../contract/problem.ts';

/** What the API said in place of an answer. */
export type Refusal = { status: number; detail: string; requestId: string; issues?: Issue[] };

const MAX_ISSUES = 5;

/** A call that the API could not or would not process, as one sentence with the request id under which its log knows it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;

  constructor({ status, detail, requestId, issues = [] }: Refusal) {
    // The detail of a problem with one place is that place.
    const places = issues.slice(0, MAX_ISSUES).map(({ path, message }) => `${path === '' ? '/' : path}: ${message}`);
    super(`${[...new Set([detail, ...places])].join(' · ')} (${status}, requestId ${requestId})`);
    this.status = status;
  }
}
