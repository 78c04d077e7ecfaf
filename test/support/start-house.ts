import { join } from 'node:path';
import { startChild } from '../../local/child.ts';
import { buildInterface } from '../../local/builds.ts';
import { shareHouse, startHouse } from './house.ts';
import type {} from './running.ts';
import { root, services } from './services.ts';
import startServicesOnce from './start-services.ts';
import stopServices from './stop-services.ts';

/** Runs once before the tests that speak to a running Gatehouse from outside. */
async function startOnce(): Promise<void> {
  await startServicesOnce();
  try {
    await buildInterface({ root, logFile: join(services().directory, 'interface.log'), start: startChild });
    globalThis.runningHouse ??= await startHouse();
    shareHouse(globalThis.runningHouse);
  } catch (error) {
    await stopServices(); // Jest calls no teardown after a setup that failed.
    throw error;
  }
}

export { startOnce as default }; // Jest takes a default export alone.
