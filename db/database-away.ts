import pg from 'pg';

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
