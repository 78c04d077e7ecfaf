import { DatabaseAway } from '../db/database-away.ts';

const MAX_CAUSES = 6;
const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const POSTGRES_CODES = /^(08...|57P0[1-5]|53300)$/; // Connection trouble, shutting down or starting up, too many clients.
/** What the driver says by way of the entity manager, which does not go through our statements. */
const DRIVER_WORDS = /Connection terminated|not queryable|timeout exceeded when trying to connect|Query read timeout|the database system is/;
const GRPC_CODES = new Set([4, 14]); // DEADLINE_EXCEEDED and UNAVAILABLE.

/** Whether an error says that Postgres or Temporal cannot be reached right now, rather than that something is wrong with us. */
export function isOutage(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > MAX_CAUSES) return false;
  if (error instanceof AggregateError && error.errors.some((part: unknown) => isOutage(part, depth + 1))) return true;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && (SOCKET_CODES.has(code) || POSTGRES_CODES.test(code))) return true;
  if (typeof code === 'number' && 'details' in error && GRPC_CODES.has(code)) return true;
  return error instanceof DatabaseAway || DRIVER_WORDS.test(error.message) || isOutage(error.cause, depth + 1);
}
