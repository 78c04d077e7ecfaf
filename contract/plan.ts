import { z } from 'zod';
import { OutcomeError } from './decision.ts';
import { ApprovalNeed, DiffEntry, Execution, ExecutionStatus, SimulatedExecution } from './execution.ts';
import { Mode, RecordedIntent } from './intent.ts';
import { Instant, JsonObject } from './json.ts';
import { Progress } from './turn.ts';

/** The longest plan that is stored at all; the limit of its mode is what lets it run. */
export const MAX_PLAN_STEPS = 100;

export const PlanStatus = z.enum(['draft', 'awaiting_approval', 'running', 'succeeded', 'failed', 'rejected', 'cancelled']);
export type PlanStatus = z.infer<typeof PlanStatus>;

/** `step`: each step is committed for itself. `plan`: all of them in one transaction, or none. */
export const Atomicity = z.enum(['step', 'plan']);
export type Atomicity = z.infer<typeof Atomicity>;

/** What a plan would do: every gate of every step over a folded copy of the state. */
export const PlanPreview = z.strictObject({
  steps: z.array(SimulatedExecution),
  diff: z.array(DiffEntry),
  nextState: z.strictObject({ components: z.record(z.string(), JsonObject) }),
  cost: z.number(),
  approvalsNeeded: z.array(ApprovalNeed),
  status: ExecutionStatus,
  /** What is wrong with the plan as a whole, beside what its steps say. */
  error: OutcomeError.nullable(),
});
export type PlanPreview = z.infer<typeof PlanPreview>;

/** Ordered intents. `currentStep` counts the steps that succeeded; `executions` are in step order. */
export const Plan = z.strictObject({
  planId: z.string(),
  projectId: z.string(),
  userId: z.string(),
  steps: z.array(RecordedIntent),
  mode: Mode,
  atomicity: Atomicity,
  status: PlanStatus,
  currentStep: z.int(),
  digest: z.string(),
  preview: PlanPreview.nullable(),
  executions: z.array(Execution),
  error: OutcomeError.nullable(),
  approvalId: z.string().nullable(),
  turnId: z.string().nullable(),
  workflowId: z.string().nullable(),
  progress: Progress.optional(),
  createdAt: Instant,
});
export type Plan = z.infer<typeof Plan>;
