import { z } from 'zod';
import { OutcomeError, TraceEntry } from './decision.ts';
import { Mode, RecordedIntent } from './intent.ts';
import { Instant, Json, JsonObject } from './json.ts';

/** One RFC 6902 entry with the value that it replaced; `path` is a JSON Pointer whose first segment is the component id. */
export const DiffEntry = z.strictObject({
  op: z.enum(['add', 'replace', 'remove']),
  path: z.string(),
  value: Json.optional(),
  old: Json.optional(),
});
export type DiffEntry = z.infer<typeof DiffEntry>;

/** What asked for an execution. */
export const Trigger = z.enum(['chat', 'api', 'ui', 'plan', 'system']);
export type Trigger = z.infer<typeof Trigger>;

export const ExecutionStatus = z.enum(['success', 'rejected', 'failed', 'pending_approval', 'running']);
export type ExecutionStatus = z.infer<typeof ExecutionStatus>;

/** What would leave, or left, the house after the commit. */
export const EffectRequest = z.strictObject({ kind: z.string(), request: JsonObject });
export type EffectRequest = z.infer<typeof EffectRequest>;

/** The recorded attempt at one intent, with its outcome. `durationMs` is gate and apply time; `cost` is in budget units. */
export const Execution = z.strictObject({
  executionId: z.string().nullable(),
  requestId: z.string(),
  projectId: z.string(),
  userId: z.string(),
  trigger: Trigger,
  mode: Mode,
  actionId: z.string(),
  intent: RecordedIntent,
  status: ExecutionStatus,
  message: z.string(),
  error: OutcomeError.nullable(),
  diff: z.array(DiffEntry),
  stateVersion: z.int(),
  cost: z.number(),
  durationMs: z.number(),
  simulated: z.boolean(),
  trace: z.array(TraceEntry),
  approvalId: z.string().nullable(),
  /** The row that waited, where this one is what came of it. */
  retryOf: z.string().nullable(),
  planId: z.string().nullable(),
  turnId: z.string().nullable(),
  workflowId: z.string().nullable(),
  createdAt: Instant,
});
export type Execution = z.infer<typeof Execution>;

/** Somebody who would have to agree before the intent runs. */
export const ApprovalNeed = z.strictObject({ gate: z.string(), rule: z.string(), requiredRole: z.string(), quorum: z.int() });
export type ApprovalNeed = z.infer<typeof ApprovalNeed>;

/** An execution that did not happen: what it would be, what would leave, and the state after it. */
export const SimulatedExecution = Execution.extend({
  effects: z.array(EffectRequest),
  nextState: z.strictObject({ components: z.record(z.string(), JsonObject) }),
  approvalsNeeded: z.array(ApprovalNeed),
});
export type SimulatedExecution = z.infer<typeof SimulatedExecution>;
