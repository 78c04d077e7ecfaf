import type { Activities } from '../contract/activities.ts';
import { listOpenWork } from '../db/stores/open-work.ts';
import type { Powers } from './dependencies.ts';

const PAGE = 50;
const GRACE_MS = 15_000; // Younger rows are about to be started, or are carried right now.
const HALF_AN_HOUR_MS = 30 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** Lists a page of rows that have been open for a while. Attempts are looked for half an hour back, and a day back once an hour and whenever the whole is asked for. */
export const findOpenWork =
  ({ database, clock }: Powers): Activities['findOpenWork'] =>
  async ({ kind, after, isWhole }) => {
    const withinMs = isWhole || clock.now().getUTCMinutes() === 0 ? DAY_MS : HALF_AN_HOUR_MS;
    const work = await listOpenWork(database.read, { kind, after: after ?? '', limit: PAGE, graceMs: GRACE_MS, withinMs, isWhole });
    return { work, next: work.length < PAGE ? null : (work.at(-1)?.id ?? null) };
  };
