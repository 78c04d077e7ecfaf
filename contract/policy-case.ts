import { z } from 'zod';
import { Claims } from './claims.ts';
import { GateName, OutcomeError } from './decision.ts';
import { ActionRef } from './intent.ts';
import { Json, JsonObject } from './json.ts';
import { Role } from './project.ts';

/** What a case asks for: a pass, a hold with whom it waits for, or a refusal with its code. What is not named may be anything. */
export const CaseExpectation = z.strictObject({
  verdict: z.enum(['pass', 'hold', 'refuse']),
  gate: GateName.optional(),
  code: OutcomeError.shape.code.optional(),
  /** The id of a rule that refuses or holds. */
  rule: z.string().optional(),
  requiredRole: Role.optional(),
  quorum: z.int().optional(),
  /** The ids of the rules in shadow that would have decided. */
  shadow: z.array(z.string()).optional(),
});
export type CaseExpectation = z.infer<typeof CaseExpectation>;

/**
 * One question to a policy with its answer. `state` is laid over the initial state, each value at its JSON Pointer;
 * `role: null` is somebody without a membership; `at` is the instant of the decision; `used` is what limits have counted today.
 */
export const PolicyCase = z.strictObject({
  name: z.string().min(1).max(200),
  action: ActionRef,
  inputs: JsonObject.default({}),
  state: z.record(z.string().startsWith('/'), Json).default({}),
  role: Role.nullable().default('operator'),
  user: z.strictObject({ id: z.string(), email: z.string(), name: z.string(), organization: z.string(), claims: Claims }).partial().default({}),
  at: z.iso.datetime({ offset: true }).default('2026-01-05T12:00:00Z'),
  confirmed: z.boolean().default(true),
  used: z.strictObject({ spent: z.number(), succeeded: z.int(), actions: z.record(z.string(), z.number()) }).partial().default({}),
  expect: CaseExpectation,
});
export type PolicyCase = z.infer<typeof PolicyCase>;

/** A file of cases, which stands beside its policy. */
export const PolicyCases = z.strictObject({ cases: z.array(PolicyCase).min(1).max(1_000) });
export type PolicyCases = z.infer<typeof PolicyCases>;
