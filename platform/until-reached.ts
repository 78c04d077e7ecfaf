import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 60;
const PAUSE_MS = 1_000;

/** Waits for something that may come up after us: for about a minute, while what fails is that it is away. Throws what `giveUp` makes of the last failure. */
export async function untilReached<Result>(work: () => Promise<Result>, { isAway, giveUp, tries = TRIES }: { isAway: (error: unknown) => boolean; giveUp: (error: unknown) => Error; tries?: number }): Promise<Result> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error)) throw error;
      if (left <= 0) throw giveUp(error);
      await sleep(PAUSE_MS);
    }
  }
}
