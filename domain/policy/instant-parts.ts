import type { JsonObject } from '../../contract/json.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** An instant as expressions see it, in UTC: its ISO 8601 text, which few look at, the hour from 0 to 23, and the day from mon to sun. */
export function instantParts(now: number): JsonObject {
  const date = new Date(now);
  return {
    get iso() {
      return date.toISOString();
    },
    hour: date.getUTCHours(),
    weekday: DAYS[date.getUTCDay()] ?? '',
  };
}
