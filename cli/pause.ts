import { setTimeout } from 'node:timers/promises';

/** Waits that long. */
export const pause = (ms: number): Promise<void> => setTimeout(ms);
