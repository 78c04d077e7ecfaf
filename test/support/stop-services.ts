import type {} from './running.ts';

/** Runs once after the served tests, also when they failed: the shared house first, then what it stands on. */
async function stopAll(): Promise<void> {
  await globalThis.runningHouse?.stop();
  globalThis.runningHouse = undefined;
  await globalThis.runningServices?.stop();
  globalThis.runningServices = undefined;
}

export { stopAll as default }; // Jest takes a default export alone.
