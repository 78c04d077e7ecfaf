const PARTS = 1_000_000;

/** Cost units to a millionth, so that sums of tenths neither drift nor refuse what exactly fits. */
export function roundUnits(units: number): number {
  return Math.round(units * PARTS) / PARTS;
}
