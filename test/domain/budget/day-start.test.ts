import { describe, expect, it } from '@jest/globals';
import { createDayStarts, dayStart, nextDayStart } from '../../../domain/budget/day-start.ts';
import { roundUnits } from '../../../domain/budget/units.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function dateIn(timeZone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (instant) => format.format(instant);
}

/** Minute by minute backwards: the first minute with the date of `now`; where the clock repeats a date's end, the very first. */
function bruteStart(now: number, timeZone: string): number {
  const date = dateIn(timeZone);
  const today = date(now);
  let first = now - (now % MINUTE);
  for (let at = first; at > now - 30 * HOUR; at -= MINUTE) if (date(at) === today) first = at;
  return first;
}

function bruteEnd(now: number, timeZone: string): number {
  const date = dateIn(timeZone);
  const today = date(now);
  let at = now - (now % MINUTE);
  while (date(at) <= today) at += MINUTE;
  return at;
}

const DAYS: [string, string][] = [
  ['UTC', '2026-06-15T00:00:00Z'],
  ['UTC', '2026-06-15T23:59:59.999Z'],
  ['Europe/Berlin', '2026-03-29T00:30:00Z'], // 23 hours
  ['Europe/Berlin', '2026-03-29T21:59:00Z'],
  ['Europe/Berlin', '2026-10-25T00:30:00Z'], // 25 hours
  ['Europe/Berlin', '2026-10-25T22:59:00Z'],
  ['Europe/Berlin', '2026-10-25T23:00:00Z'],
  ['America/Sao_Paulo', '2018-11-04T02:59:00Z'], // the day after begins at 01:00
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['America/Sao_Paulo', '2018-11-04T15:00:00Z'],
  ['America/Sao_Paulo', '2018-02-17T15:00:00Z'], // 23:00 comes twice
  ['America/Sao_Paulo', '2018-02-18T02:30:00Z'],
  ['Asia/Kathmandu', '2026-06-14T18:15:00Z'],
  ['Asia/Kathmandu', '2026-06-14T18:14:59Z'],
  ['Pacific/Apia', '2011-12-30T09:59:00Z'], // the 30th did not take place
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Pacific/Kiritimati', '2026-01-01T09:00:00Z'],
  ['Pacific/Pago_Pago', '2026-01-01T10:59:00Z'],
  ['Etc/GMT+12', '2026-03-01T12:00:00Z'],
  ['Africa/Cairo', '2026-04-24T12:00:00Z'], // begins at 01:00
  ['Asia/Beirut', '2026-03-29T12:00:00Z'], // begins at 01:00
  ['Australia/Lord_Howe', '2026-04-05T05:00:00Z'], // shifts by half an hour
  ['America/New_York', '2026-11-01T05:30:00Z'],
];

describe('dayStart', () => {
  it.each(DAYS)('when the time zone is %s and it is %s, then the day begins and ends as a search minute by minute finds', (timeZone, iso) => {
    const now = Date.parse(iso);
    expect(new Date(dayStart(now, timeZone)).toISOString()).toBe(new Date(bruteStart(now, timeZone)).toISOString());
    expect(new Date(nextDayStart(now, timeZone)).toISOString()).toBe(new Date(bruteEnd(now, timeZone)).toISOString());
  });

  it.each([
    ['Europe/Berlin', '2026-03-29T12:00:00Z', 23],
    ['Europe/Berlin', '2026-10-25T12:00:00Z', 25],
    ['America/Sao_Paulo', '2018-11-04T12:00:00Z', 23],
  ])('when clocks change in %s on %s, then the day has %d hours', (timeZone, iso, hours) => {
    const now = Date.parse(iso);
    expect((nextDayStart(now, timeZone) - dayStart(now, timeZone)) / HOUR).toBe(hours);
  });

  it('when asked again within a day, across days and back, then the kept answer is the one worked out anew', () => {
    const kept = createDayStarts();
    for (const [timeZone, iso] of [...DAYS, ...DAYS]) expect(kept(Date.parse(iso), timeZone)).toBe(dayStart(Date.parse(iso), timeZone));
  });
});

describe('roundUnits', () => {
  it.each([
    [0.1 + 0.2, 0.3],
    [1e12 + 0.1, 1_000_000_000_000.1],
    [1e15, 1e15],
    [0.000_000_4, 0],
    [-0.000_000_4, -0],
  ])('when %d units are counted, then they are %d', (units, rounded) => {
    expect(roundUnits(units)).toBe(rounded);
  });

  it('when a tenth is spent ten thousand times, then the sum is a thousand', () => {
    let spent = 0;
    for (let time = 0; time < 10_000; time += 1) spent = roundUnits(spent + 0.1);
    expect(spent).toBe(1_000);
  });
});
