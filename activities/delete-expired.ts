import type { Activities } from '../contract/activities.ts';
import { deleteExpiredRows } from '../db/stores/expired.ts';
import type { Powers } from './dependencies.ts';
import { deleteUnusedMedia } from './sweeping/delete-unused-media.ts';
import { pruneRecords } from './sweeping/prune-records.ts';

/** Deletes sessions, sign-in links, stored answers and forks whose time is over, at most so many of each, and prunes what is older than records and attachments are kept. */
export const deleteExpired =
  (powers: Powers): Activities['deleteExpired'] =>
  async ({ atMost }) => {
    const deleted = await deleteExpiredRows(powers.database.read, atMost);
    await pruneRecords(powers, atMost);
    return { deleted: deleted + (await deleteUnusedMedia(powers, atMost)) };
  };
