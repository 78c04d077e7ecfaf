import { startServices, type RunningServices } from './services.ts';

declare global {
  // Jest hands nothing from its setup to its teardown but the global object.
  var runningServices: RunningServices | undefined;
}

/** Runs once before the tests of the served rooms. */
async function startOnce(): Promise<void> {
  globalThis.runningServices ??= await startServices();
}

export { startOnce as default }; // Jest takes a default export alone.
