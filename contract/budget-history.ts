import { z } from 'zod';
import { Instant } from './json.ts';

/** What was spent in a stretch of time that begins at `at`, in cost units, and in how many ledger entries: successful executions, and requests to a model where they are priced. */
export const SpentThen = z.strictObject({ at: Instant, cost: z.number(), entries: z.int() });
export type SpentThen = z.infer<typeof SpentThen>;

/** What was spent on one action over all of its versions. */
export const SpentOn = z.strictObject({ actionId: z.string(), cost: z.number(), entries: z.int() });
export type SpentOn = z.infer<typeof SpentOn>;

/**
 * What a project has spent, by hours or by days of the time zone of its budget, oldest first, with no stretch left out; and
 * on which actions, the dearest first.
 */
export const BudgetHistory = z.strictObject({
  from: Instant,
  to: Instant,
  timezone: z.string(),
  step: z.enum(['hour', 'day']),
  cost: z.number(),
  items: z.array(SpentThen),
  actions: z.array(SpentOn),
});
export type BudgetHistory = z.infer<typeof BudgetHistory>;

/** How many days back; one day comes by hours, more of them by days. */
export const BudgetHistoryQuery = z.object({ days: z.coerce.number().int().min(1).max(90).default(7) });
