import type { Powers } from '../dependencies.ts';

const DAY_MS = 86_400_000;
/** Each costs a transaction of its own and a file. */
const MOST_AT_ONCE = 100;

/** Deletes attachments that nothing has used for as long as they are kept, and those that a failed request has left; answers how many. */
export async function deleteUnusedMedia({ media, clock, retention: { mediaDays } }: Pick<Powers, 'media' | 'clock' | 'retention'>, atMost: number): Promise<number> {
  const now = clock.now();
  return media.deleteUnused(now, mediaDays === null ? null : new Date(now.getTime() - mediaDays * DAY_MS), Math.min(atMost, MOST_AT_ONCE));
}
