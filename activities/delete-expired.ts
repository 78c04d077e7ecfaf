import type { Activities } from '../contract/activities.ts';
import { deleteExpiredRows } from '../db/stores/expired.ts';
import type { Powers } from './dependencies.ts';

/** Deletes sessions, sign-in links and stored answers whose time is over, at most so many of each. */
export const deleteExpired =
  ({ database }: Powers): Activities['deleteExpired'] =>
  async ({ atMost }) => ({ deleted: await deleteExpiredRows(database.read, atMost) });
