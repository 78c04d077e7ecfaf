const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_HOURS = 24;

/** How much longer a replaced value works, in words; null where it works no more. */
export function graceLeft(until: string | null, now: number): string | null {
  const minutes = until === null ? 0 : Math.ceil((Date.parse(until) - now) / MINUTE_MS);
  if (minutes <= 0) return null;
  if (minutes < HOUR_MINUTES) return `${minutes} min more`;
  const hours = Math.round(minutes / HOUR_MINUTES);
  return hours < 2 * DAY_HOURS ? `${hours} h more` : `${Math.round(hours / DAY_HOURS)} days more`;
}
