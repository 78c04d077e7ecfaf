import { z } from 'zod';
import { Issue } from './problem.ts';
import { ActionRef } from './intent.ts';
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
  'execution_window_violation',
  'policy_rule_rejection',
  'policy_error',
  'rate_limit',
  'quota_exceeded',
  'budget_exceeded',
  'action_budget_exceeded',
  'precondition_failed',
  'precondition_error',
  'confirmation_required',
  'approval_denied',
  'approval_expired',
  'approval_stale',
  'approval_cancelled',
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
  'not_found',
]);
export type FailedCode = z.infer<typeof FailedCode>;

/** A required input that was not given, with what a form needs to ask for it. */
export const MissingInput = z.strictObject({ name: z.string(), schema: JsonObject });
export type MissingInput = z.infer<typeof MissingInput>;

/** The smallest thing to do first so that a failed precondition holds; it is the first of `steps`. */
export const Suggestion = z.strictObject({
  actionId: ActionRef,
  inputs: JsonObject,
  title: z.string(),
  why: z.string(),
  steps: z.array(z.strictObject({ actionId: ActionRef, inputs: JsonObject, title: z.string() })),
});
export type Suggestion = z.infer<typeof Suggestion>;

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
  /** Where a precondition failed: what to do first, null when there is nothing that the caller could do. */
  suggestion: Suggestion.nullable().optional(),
});
export type OutcomeError = z.infer<typeof OutcomeError>;

/** A rule that would have decided, were it enforced. */
export const ShadowVerdict = z.strictObject({ rule: z.string(), effect: z.enum(['reject', 'require_approval', 'error']), reason: z.string() });
export type ShadowVerdict = z.infer<typeof ShadowVerdict>;

/** One gate's line in a decision: what it said, why, and the milliseconds that it took. */
export const TraceEntry = z.strictObject({
  gate: GateName,
  verdict: z.enum(['pass', 'refuse', 'hold', 'skipped']),
  rule: z.string().optional(),
  reason: z.string().optional(),
  shadow: z.array(ShadowVerdict).optional(),
  ms: z.number(),
});
export type TraceEntry = z.infer<typeof TraceEntry>;
