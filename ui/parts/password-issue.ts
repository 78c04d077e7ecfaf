import { ApiError } from '../problem.ts';

/** Which rule a new password broke, as a sentence; undefined where the error is another one. */
export function passwordIssue(error: unknown): string | undefined {
  const message = error instanceof ApiError ? error.issues.find(({ path }) => path === '/newPassword')?.message : undefined;
  return message && `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`;
}
