import { z } from 'zod';
import { DiffEntry, EffectRequest } from './execution.ts';
import { Intent, RecordedIntent } from './intent.ts';
import { Instant, Json } from './json.ts';
import { Role } from './project.ts';

export const ApprovalStatus = z.enum(['pending', 'approved', 'denied', 'expired', 'stale', 'cancelled']);
export type ApprovalStatus = z.infer<typeof ApprovalStatus>;

/** What one person said. */
export const Vote = z.strictObject({ userId: z.string(), vote: z.enum(['approve', 'deny']), comment: z.string().nullable(), at: Instant });
export type Vote = z.infer<typeof Vote>;

/** A value that the decision read and that is another one now; an absent value is left out. `path` is a JSON Pointer into the state, or names the policy or an action. */
export const Moved = z.strictObject({ path: z.string(), was: Json.optional(), is: Json.optional() });
export type Moved = z.infer<typeof Moved>;

/**
 * A stored request that people must allow before it runs. `executionId` is the row that waits; `planId` is set where a
 * whole plan waits. `cost` is in budget units. The digest names what was read: a vote carries it.
 */
export const Approval = z.strictObject({
  approvalId: z.string(),
  projectId: z.string(),
  executionId: z.string().nullable(),
  planId: z.string().nullable(),
  turnId: z.string().nullable(),
  requestedBy: z.string(),
  intent: RecordedIntent.nullable(),
  steps: z.array(Intent).nullable(),
  reason: z.strictObject({ gate: z.string(), rule: z.string(), text: z.string() }),
  diff: z.array(DiffEntry),
  effects: z.array(EffectRequest),
  cost: z.number(),
  digest: z.string(),
  requiredRole: Role,
  quorum: z.int(),
  votes: z.array(Vote),
  status: ApprovalStatus,
  moved: z.array(Moved),
  outcomeExecutionId: z.string().nullable(),
  retryOf: z.string().nullable(),
  workflowId: z.string(),
  expiresAt: Instant,
  createdAt: Instant,
  closedAt: Instant.nullable(),
});
export type Approval = z.infer<typeof Approval>;
