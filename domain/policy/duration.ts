const UNITS_MS = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** The milliseconds of a duration such as 90s, 30m, 24h or 7d. */
export function durationMs(text: string): number {
  return Number(text.slice(0, -1)) * (UNITS_MS.get(text.slice(-1)) ?? 0);
}
