const DAY_MS = 86_400_000;
const sameYear = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short' });

const startOfDay = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

/** The name of a day as a person would say it today. */
export function dayName(time: number, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(time)) / DAY_MS);
  if (days <= 0) return 'Today';
  return days === 1 ? 'Yesterday' : sameYear.format(time);
}

/** Puts items that are in order under the names of their days, keeping the order. */
export function byDay<T>(items: readonly T[], timeOf: (item: T) => string, now: number): { day: string; items: T[] }[] {
  const days: { day: string; items: T[] }[] = [];
  for (const item of items) {
    const day = dayName(Date.parse(timeOf(item)), now);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}
