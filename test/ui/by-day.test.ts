import { describe, expect, it } from '@jest/globals';
import { byDay, dayName } from '../../ui/chat/by-day.ts';

const noon = (day: number) => new Date(2026, 2, day, 12).getTime();

describe('days', () => {
  it.each([
    ['the same day', noon(29), noon(29) + 1, 'Today'],
    ['a clock that runs ahead', noon(30), noon(29), 'Today'],
    ['the day before', noon(28), noon(29), 'Yesterday'],
    ['just before midnight', new Date(2026, 2, 28, 23, 59).getTime(), new Date(2026, 2, 29, 0, 1).getTime(), 'Yesterday'],
    ['earlier', noon(26), noon(29), 'Thu, Mar 26'],
  ])('when it was %s, then the day is named so', (_when, time, now, name) => {
    expect(dayName(time, now)).toBe(name);
  });

  it('when items are in order, then their days are too', () => {
    const at = (day: number) => new Date(noon(day)).toISOString();
    const days = byDay([at(29), at(29), at(28)], (item) => item, noon(29));
    expect(days.map(({ day, items }) => [day, items.length])).toEqual([['Today', 2], ['Yesterday', 1]]);
  });
});
