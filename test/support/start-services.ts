import { startServices } from './services.ts';
import type {} from './running.ts';

/** Runs once before the tests of the served rooms. */
async function startOnce(): Promise<void> {
  globalThis.runningServices ??= await startServices();
}

export { startOnce as default }; // Jest takes a default export alone.
