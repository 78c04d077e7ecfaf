import type { House } from './house.ts';
import type { RunningServices } from './services.ts';

declare global {
  // Jest hands nothing from its setup to its teardown but the global object.
  var runningServices: RunningServices | undefined;
  var runningHouse: House | undefined;
}
