import { isAway } from '../db/database-away.ts';
import { someCause } from '../platform/some-cause.ts';

/**
 * Codes of gRPC by which a call ends that the network or the server has cut short: CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED,
 * ABORTED, INTERNAL (a stream that was reset), UNAVAILABLE and DATA_LOSS. The others say that the call itself is wrong.
 */
const GRPC_CODES = new Set([1, 2, 4, 8, 10, 13, 14, 15]);

/** Whether an error says that Postgres or Temporal cannot be reached right now, rather than that something is wrong with us. */
export function isOutage(error: unknown): boolean {
  return isAway(error) || someCause(error, isTemporalAway);
}

function isTemporalAway(error: Error): boolean {
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'number' && 'details' in error && GRPC_CODES.has(code);
}
