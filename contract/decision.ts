import { z } from 'zod';
import { Issue } from './problem.ts';
import { JsonObject } from './json.ts';

/** The gates, in the order in which every intent passes them. */
export const GateName = z.enum([
  'lifecycle',
  'action',
  'visibility',
  'role',
  'schema',
  'window',
  'policy',
  'rate',
  'quota',
  'budget',
  'preconditions',
  'confirmation',
  'approval',
]);
export type GateName = z.infer<typeof GateName>;

/** Codes of an intent that a gate refused: the house says no, and says why. */
export const RejectedCode = z.enum([
  'invalid_intent',
  'unknown_action',
  'action_not_visible',
  'permission_denied',
  'input_invalid',
  'project_archived',
  'project_locked',
  'rate_limit',
  'quota_exceeded',
  'budget_exceeded',
  'action_budget_exceeded',
  'precondition_failed',
  'precondition_error',
  'confirmation_required',
  'plan_limit_exceeded',
  'duplicate_request',
]);
export type RejectedCode = z.infer<typeof RejectedCode>;

/** Codes of an intent that passed every gate and broke a check of its result. */
export const FailedCode = z.enum([
  'handler_error',
  'undeclared_effect',
  'state_schema_violation',
  'invariant_violation',
  'invariant_error',
  'integrity_violation',
]);
export type FailedCode = z.infer<typeof FailedCode>;

/** A required input that was not given, with what a form needs to ask for it. */
export const MissingInput = z.strictObject({ name: z.string(), schema: JsonObject });
export type MissingInput = z.infer<typeof MissingInput>;

/** Why an intent was rejected or failed. `gate` is null when a check of the result failed. */
export const OutcomeError = z.strictObject({
  code: z.union([RejectedCode, FailedCode]),
  gate: GateName.nullable(),
  detail: z.string(),
  rule: z.string().optional(),
  preconditionId: z.string().optional(),
  issues: z.array(Issue).optional(),
  missing: z.array(MissingInput).optional(),
  retryAfterSeconds: z.int().optional(),
});
export type OutcomeError = z.infer<typeof OutcomeError>;

/** One gate's line in a decision: what it said, why, and the milliseconds that it took. */
export const TraceEntry = z.strictObject({
  gate: GateName,
  verdict: z.enum(['pass', 'refuse', 'hold', 'skipped']),
  rule: z.string().optional(),
  reason: z.string().optional(),
  ms: z.number(),
});
export type TraceEntry = z.infer<typeof TraceEntry>;
