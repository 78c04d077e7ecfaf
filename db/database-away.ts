import pg from 'pg';
import { someCause } from '../platform/some-cause.ts';

const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const POSTGRES_CODES = /^(08...|57P0[1-5]|53300)$/; // Connection trouble, shutting down or starting up, too many clients.
/** What the driver says by way of the entity manager, which does not go through our statements. */
const DRIVER_WORDS = /Connection terminated|not queryable|timeout exceeded when trying to connect|Query read timeout|the database system is/;

/** Postgres did not answer: there is no connection, it broke, or an answer took too long. What was asked may or may not have been done. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway';
}

/** Waits for the driver. What Postgres itself answers with, and what we asked wrongly, stays what it is; all else is a lost connection. */
export async function reaching<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof pg.DatabaseError || error instanceof TypeError) throw error;
    throw new DatabaseAway('Postgres cannot be reached.', { cause: error });
  }
}

/** Whether an error, or one that caused it, says that a server cannot be reached right now, rather than that something is wrong with us. */
export function isAway(error: unknown): boolean {
  return someCause(error, (cause) => cause instanceof DatabaseAway || hasCode(cause) || DRIVER_WORDS.test(cause.message));
}

function hasCode(error: Error): boolean {
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && (SOCKET_CODES.has(code) || POSTGRES_CODES.test(code));
}
