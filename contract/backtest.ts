import { z } from 'zod';
import { Instant } from './json.ts';
import { Policy } from './policy.ts';

/** How many flips are listed; all of them are counted. */
export const MAX_FLIPS = 1_000;

const Bound = Instant.regex(/^(?!0000)/, 'expected a year from 0001 on');

/** A policy to try on the decisions that are recorded from one instant, inclusive, to another, exclusive. */
export const NewBacktest = z
  .strictObject({ policy: Policy, from: Bound.optional(), to: Bound.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), { path: ['to'], message: 'expected a time after from' });
export type NewBacktest = z.infer<typeof NewBacktest>;

/** A decision that the policy would have changed: the status or, where it is a no, the code that it had and would have had. */
export const Flip = z.strictObject({ executionId: z.string(), userId: z.string(), was: z.string(), is: z.string() });
export type Flip = z.infer<typeof Flip>;

/** How often one person's requests for one action would have come to something else. */
export const FlipGroup = z.strictObject({ actionId: z.string(), userId: z.string(), was: z.string(), is: z.string(), count: z.int() });
export type FlipGroup = z.infer<typeof FlipGroup>;

const Beside = z.strictObject({ was: z.number(), is: z.number() });

/**
 * What a policy would have made of recorded decisions. `replayed` counts decisions; what people allowed or denied later counts with
 * the request that waited. `cost` is in budget units, `approvals` counts requests that waited for people. `redacted` counts
 * decisions whose sensitive inputs are known only by their hash, and `unknown` those whose action is not loaded any more, which stay as they were.
 */
export const BacktestReport = z.strictObject({
  replayed: z.int(),
  flips: z.array(Flip).max(MAX_FLIPS),
  flipCount: z.int(),
  groups: z.array(FlipGroup),
  cost: Beside,
  approvals: Beside,
  redacted: z.int(),
  unknown: z.int(),
});
export type BacktestReport = z.infer<typeof BacktestReport>;

export const BacktestStatus = z.enum(['running', 'done', 'failed']);
export type BacktestStatus = z.infer<typeof BacktestStatus>;

/** A backtest with what it has come to so far; `progress` is 1 when it is done, and `error` says why it failed. */
export const Backtest = BacktestReport.extend({
  backtestId: z.string(),
  status: BacktestStatus,
  progress: z.number().min(0).max(1),
  error: z.string().nullable(),
});
export type Backtest = z.infer<typeof Backtest>;
