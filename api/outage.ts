import { isAway } from '../db/database-away.ts';
import { someCause } from '../platform/some-cause.ts';

const GRPC_CODES = new Set([4, 14]); // DEADLINE_EXCEEDED and UNAVAILABLE.

/** Whether an error says that Postgres or Temporal cannot be reached right now, rather than that something is wrong with us. */
export function isOutage(error: unknown): boolean {
  return isAway(error) || someCause(error, isTemporalAway);
}

function isTemporalAway(error: Error): boolean {
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'number' && 'details' in error && GRPC_CODES.has(code);
}
