import { z } from 'zod';
import { DiffEntry, SimulatedExecution } from './execution.ts';
import { Instant, JsonObject } from './json.ts';
import { PlanPreview } from './plan.ts';

/** The most executions that one fork takes. */
export const MAX_FORK_EXECUTIONS = 200;

/** A what-if branch of a project's state in the list of them; it is gone at `expiresAt`. */
export const ForkSummary = z.strictObject({
  forkId: z.string(),
  projectId: z.string(),
  baseVersion: z.int(),
  createdBy: z.string(),
  executionCount: z.int(),
  expiresAt: Instant,
  createdAt: Instant,
});
export type ForkSummary = z.infer<typeof ForkSummary>;

/** A fork with its own state and what was tried on it, oldest first. Nothing of it is recorded in the project, and nothing leaves. */
export const Fork = ForkSummary.extend({
  state: z.strictObject({ components: z.record(z.string(), JsonObject) }),
  executions: z.array(SimulatedExecution),
});
export type Fork = z.infer<typeof Fork>;

/** What some steps came to on a fork, and the fork after them. */
export const ForkRun = PlanPreview.extend({ ...Fork.shape });
export type ForkRun = z.infer<typeof ForkRun>;

/** What leads from a version of the project's state to the state of a fork, which `to` names. */
export const ForkDiff = z.strictObject({ from: z.int(), to: z.string(), diff: z.array(DiffEntry) });
export type ForkDiff = z.infer<typeof ForkDiff>;
