import type { JsonObject } from '../../contract/json.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

let newest: { readonly now: number; readonly parts: JsonObject } = { now: NaN, parts: {} };

/** An instant as expressions see it, in UTC: its ISO 8601 text, the hour from 0 to 23, and the day from mon to sun. Attempts that are decided together share one. */
export function instantParts(now: number): JsonObject {
  if (newest.now !== now) newest = { now, parts: partsOf(new Date(now)) };
  return newest.parts;
}

const partsOf = (date: Date): JsonObject => Object.freeze({ iso: date.toISOString(), hour: date.getUTCHours(), weekday: DAYS[date.getUTCDay()] ?? '' });
