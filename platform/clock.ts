/** Tells the time; passed in wherever time matters, so that a test can stand still. */
export type Clock = {
  /** The wall clock, which may jump. */
  now(): Date;
  /** Milliseconds since some start; never goes back. */
  monotonicMs(): number;
};

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
};
