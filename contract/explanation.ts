import { z } from 'zod';
import { FailedCode, GateName, MissingInput, RejectedCode, Suggestion, TraceEntry } from './decision.ts';

/** One thing that keeps an action from being run as it stands; `gate` is null where the records themselves are the reason. */
export const Reason = z.strictObject({
  gate: GateName.nullable(),
  code: z.union([RejectedCode, FailedCode, z.literal('approval_required')]),
  detail: z.string(),
  rule: z.string().optional(),
  preconditionId: z.string().optional(),
});
export type Reason = z.infer<typeof Reason>;

/**
 * Why an action is not offered to somebody, or would be refused: every gate asked for itself, so that no reason hides
 * another. `missing` are the inputs that it needs; what depends on them is skipped.
 */
export const Explanation = z.strictObject({
  actionId: z.string(),
  title: z.string(),
  offered: z.boolean(),
  verdict: z.enum(['pass', 'hold', 'refuse']),
  trace: z.array(TraceEntry),
  reasons: z.array(Reason),
  missing: z.array(MissingInput),
  suggestion: Suggestion.nullable().optional(),
});
export type Explanation = z.infer<typeof Explanation>;
