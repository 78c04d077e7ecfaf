import type { Policy } from '../../contract/policy.ts';
import { roundUnits } from '../budget/units.ts';
import type { Usage } from '../facts.ts';

const HOUR_MS = 3_600_000;
const TIDY_AT = 4_096;

/** What a project would have used of the limits of one policy, told execution after execution. */
export type CandidateUsage = {
  /** The usage that a decision at an instant meets; time never goes back. */
  at: (now: number) => Usage;
  /** An execution that counts for the rates. */
  count: (now: number) => void;
  /** A success. */
  spend: (now: number, actionId: string, cost: number) => void;
};

type Today = { start: number; succeeded: number; spent: number; byAction: Map<string, number> };

/** Begins with nothing used. */
export function openUsage(policy: Policy, dayStart: (now: number, timeZone: string) => number): CandidateUsage {
  const { perMinute, perHour } = policy.limits?.rate ?? {};
  const isRated = perMinute !== undefined || perHour !== undefined;
  const timeZone = policy.limits?.budget?.timezone ?? 'UTC';
  let counted: number[] = []; // Instants, oldest first; what is older than any window may be missing.
  let today: Today = emptyDay(Number.NEGATIVE_INFINITY);

  const day = (now: number): Today => {
    const start = dayStart(now, timeZone);
    if (start !== today.start) today = emptyDay(start);
    return today;
  };
  const blocking = (limit: number, now: number) => [limit === 0 ? now : (counted[counted.length - limit] ?? null)];
  return {
    at: (now) => {
      const { succeeded, spent, byAction } = day(now);
      return {
        rate: { ...(perMinute !== undefined && { perMinute: blocking(perMinute, now) }), ...(perHour !== undefined && { perHour: blocking(perHour, now) }) },
        succeededToday: succeeded,
        spentToday: spent,
        actionSpentToday: policy.actionBudgets ? Object.fromEntries(byAction) : {},
      };
    },
    count: (now) => {
      if (!isRated) return;
      counted.push(now);
      if (counted.length % TIDY_AT === 0) counted = counted.filter((instant) => now - instant < HOUR_MS);
    },
    spend: (now, actionId, cost) => {
      const current = day(now);
      current.succeeded += 1;
      current.spent = roundUnits(current.spent + cost);
      if (policy.actionBudgets?.[actionId]) current.byAction.set(actionId, roundUnits((current.byAction.get(actionId) ?? 0) + cost));
    },
  };
}

const emptyDay = (start: number): Today => ({ start, succeeded: 0, spent: 0, byAction: new Map() });
