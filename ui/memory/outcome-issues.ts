import type { Execution } from '../../contract/execution.ts';
import { ApiError } from '../problem.ts';

type Asked = { error: Error | null; data: Pick<Execution, 'status' | 'message' | 'error'> | undefined };

/** What was wrong with one field, by the last segment of the path that the answer names. */
export function issueOf({ error, data }: Asked, field: 'key' | 'value'): string | undefined {
  const issues = error instanceof ApiError ? error.issues : (data?.error?.issues ?? []);
  return issues.find(({ path }) => path.endsWith(`/${field}`))?.message;
}

/** Why it did not come to pass; null where it did, or was not asked yet. What waits for approval did not come to pass either. */
export function whyNot({ error, data }: Asked): Error | null {
  if (error) return error;
  return data === undefined || data.status === 'success' ? null : new Error(data.error?.detail ?? data.message);
}
