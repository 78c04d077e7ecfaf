import { useNow } from './now.tsx';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** How long ago, in as few characters as say it. */
export function ago(at: number, now: number): string {
  const age = Math.max(0, now - at);
  if (age < MINUTE_MS) return 'now';
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min`;
  if (age < DAY_MS) return `${Math.floor(age / HOUR_MS)} h`;
  return day.format(at);
}

/** A time, relative; the absolute one appears on hover. Under the heading of its day, the hour says more than the date. */
export function Moment({ at, underDay = false }: { at: string; underDay?: boolean }) {
  const time = Date.parse(at);
  const now = useNow();
  return (
    <time className="faint" dateTime={at} title={absolute.format(time)}>
      {underDay && now - time >= HOUR_MS ? clock.format(time) : ago(time, now)}
    </time>
  );
}
