import { setTimeout } from 'node:timers/promises';

/** Waits that long; throws as soon as the signal is given. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> => setTimeout(ms, undefined, signal && { signal });
