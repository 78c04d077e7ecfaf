/** The instant (epoch ms) at which the calendar day that holds `now` began in a time zone. */
export function dayStart(now: number, timeZone: string): number {
  return startOfDate(localDate(now, timeZone), timeZone);
}

/** The instant (epoch ms) at which the next calendar day begins in a time zone. */
export function nextDayStart(now: number, timeZone: string): number {
  const today = localDate(now, timeZone);
  const tomorrow = new Date(Date.UTC(today.year, today.month - 1, today.day + 1));
  const date = { year: tomorrow.getUTCFullYear(), month: tomorrow.getUTCMonth() + 1, day: tomorrow.getUTCDate() };
  return startOfDate(date, timeZone);
}

type LocalDate = { year: number; month: number; day: number };

const HOUR_MS = 3_600_000;

/** Finds the first instant of a date by bisection: time zones shift by whole seconds, and a day may begin at 01:00 where clocks jump at midnight. */
function startOfDate(date: LocalDate, timeZone: string): number {
  const noonUtc = Date.UTC(date.year, date.month - 1, date.day, 12);
  let before = noonUtc - 40 * HOUR_MS;
  let inside = noonUtc + 2 * HOUR_MS;
  while (compareDates(localDate(inside, timeZone), date) < 0) inside += HOUR_MS;
  while (inside - before > 1_000) {
    const middle = Math.floor((before + inside) / 2_000) * 1_000;
    if (middle <= before) break;
    if (compareDates(localDate(middle, timeZone), date) < 0) before = middle;
    else inside = middle;
  }
  return inside;
}

function compareDates(left: LocalDate, right: LocalDate): number {
  return left.year - right.year || left.month - right.month || left.day - right.day;
}

function localDate(instant: number, timeZone: string): LocalDate {
  const parts = formatIn(timeZone).formatToParts(instant);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  return { year: part('year'), month: part('month'), day: part('day') };
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'gregory', numberingSystem: 'latn', year: 'numeric', month: 'numeric', day: 'numeric' });
}

/** Answers `dayStart`, working it out once a day and time zone. */
export function createDayStarts(): (now: number, timeZone: string) => number {
  const days = new Map<string, { start: number; end: number }>();
  return (now, timeZone) => {
    const known = days.get(timeZone);
    if (known && now >= known.start && now < known.end) return known.start;
    const day = { start: dayStart(now, timeZone), end: nextDayStart(now, timeZone) };
    days.set(timeZone, day);
    return day.start;
  };
}
