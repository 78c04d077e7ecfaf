import { isAway } from '../db/database-away.ts';

const MAX_CAUSES = 6;
const GRPC_CODES = new Set([4, 14]); // DEADLINE_EXCEEDED and UNAVAILABLE.

/** Whether an error says that Postgres or Temporal cannot be reached right now, rather than that something is wrong with us. */
export function isOutage(error: unknown): boolean {
  return isAway(error) || isTemporalAway(error);
}

function isTemporalAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > MAX_CAUSES) return false;
  const code: unknown = 'code' in error ? error.code : undefined;
  return (typeof code === 'number' && 'details' in error && GRPC_CODES.has(code)) || isTemporalAway(error.cause, depth + 1);
}
