import type { ExecutionWindow, Weekday } from '../../contract/policy.ts';

/** Whether things may run at an instant, epoch ms. */
export type IsOpen = (now: number) => boolean;

type Local = { day: number; minute: number };

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Any one window that matches opens; without windows it is always open. Local time is the one that the clocks of the time zone show. */
export function openingHours(windows: readonly ExecutionWindow[] | undefined): IsOpen {
  if (windows === undefined) return () => true;
  const compiled = windows.map((window) => ({ local: localTime(window.timezone), isInside: insideOf(window) }));
  return (now) => compiled.some(({ local, isInside }) => isInside(local(now)));
}

function insideOf({ days, from, to }: ExecutionWindow): (local: Local) => boolean {
  const open = new Set<number>(days.map((day) => DAYS.indexOf(day)));
  const start = minutesOf(from);
  const end = minutesOf(to);
  if (start < end) return ({ day, minute }) => open.has(day) && minute >= start && minute < end;
  return ({ day, minute }) => (open.has(day) && minute >= start) || (open.has((day + 6) % 7) && minute < end);
}

function minutesOf(clock: string): number {
  const [hour, minute] = clock.split(':').map(Number);
  return ((hour ?? 0) * 60 + (minute ?? 0)) % DAY_MINUTES;
}

/** Clocks are changed at quarters of an hour, so what one quarter's clocks are ahead of UTC is worked out once for all of it. */
function localTime(timeZone: string): (now: number) => Local {
  const minuteOfWeek = clockOf(timeZone);
  let kept = { quarter: NaN, start: 0 };
  return (now) => {
    const quarter = Math.floor(now / QUARTER_MS);
    if (quarter !== kept.quarter) kept = { quarter, start: minuteOfWeek(quarter * QUARTER_MS) };
    const minute = (kept.start + Math.floor((now - quarter * QUARTER_MS) / MINUTE_MS)) % WEEK_MINUTES;
    return { day: Math.floor(minute / DAY_MINUTES), minute: minute % DAY_MINUTES };
  };
}

/** The minutes since Monday, midnight, that the clocks of a time zone show. */
function clockOf(timeZone: string): (now: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (now) => {
    const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
    const day = DAYS.findIndex((name) => name === (parts.get('weekday') ?? '').toLowerCase());
    return day * DAY_MINUTES + Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  };
}
