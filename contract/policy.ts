import { z } from 'zod';
import { ActionRef } from './intent.ts';
import { Instant } from './json.ts';

const Count = z.int().min(0).max(1_000_000_000);
const Units = z.number().min(0).max(1e12);
const TimeZone = z.string().max(64).refine(isTimeZone, 'expected an IANA time zone such as Europe/Berlin');

/** A project's limits. Absent means no limit, zero means nothing is allowed. Budgets are in cost units a calendar day. */
export const Policy = z.strictObject({
  limits: z
    .strictObject({
      rate: z.strictObject({ perMinute: Count.optional(), perHour: Count.optional() }).optional(),
      quota: z.strictObject({ perDay: Count }).optional(),
      budget: z.strictObject({ daily: Units, timezone: TimeZone.default('UTC') }).optional(),
    })
    .optional(),
  actionBudgets: z.record(ActionRef.refine((id) => !id.includes('@'), 'expected an id without a version'), z.strictObject({ daily: Units })).optional(),
});
export type Policy = z.infer<typeof Policy>;

/** The policy of a new project. */
export const DEFAULT_POLICY: Policy = {
  limits: { rate: { perMinute: 60, perHour: 1000 }, budget: { daily: 500, timezone: 'UTC' } },
};

export const PolicyVersion = z.strictObject({
  version: z.int(),
  policy: Policy,
  createdAt: Instant,
  createdBy: z.string(),
});
export type PolicyVersion = z.infer<typeof PolicyVersion>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
