/** How many streams of events one person may have open at a time, in this process. */
export const STREAMS_PER_PERSON = 20;

/** Counts the streams that people have open. */
export type OpenStreams = {
  /** Counts one more, and answers how to take it back; null where the person has as many as he may. */
  enter(userId: string): (() => void) | null;
};

/** A count for each person; nothing is kept of whoever has none open. */
export function createOpenStreams(limit: number): OpenStreams {
  const open = new Map<string, number>();

  const leave = (userId: string): void => {
    const left = (open.get(userId) ?? 0) - 1;
    if (left > 0) open.set(userId, left);
    else open.delete(userId);
  };
  return {
    enter: (userId) => {
      const before = open.get(userId) ?? 0;
      if (before >= limit) return null;
      open.set(userId, before + 1);
      return () => leave(userId);
    },
  };
}
