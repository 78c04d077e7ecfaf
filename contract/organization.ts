import { z } from 'zod';
import { AdminEventKind } from './admin-event.ts';
import { Execution, ExecutionStatus, Trigger } from './execution.ts';
import { Instant, JsonObject } from './json.ts';
import { ProjectStatus } from './project.ts';

/** How many executions came to each end. */
export const StatusCounts = z.strictObject({ success: z.int(), rejected: z.int(), failed: z.int(), pending_approval: z.int() });
export type StatusCounts = z.infer<typeof StatusCounts>;

/**
 * What was done within a time: `failureRate` is the share of failed executions among all, `cost` what the ledger says was
 * spent, `users` how many people and systems asked for something, `tokens` what models read and wrote.
 */
export const Usage = z.strictObject({
  executions: z.int(),
  byStatus: StatusCounts,
  failureRate: z.number(),
  cost: z.number(),
  users: z.int(),
  turns: z.int(),
  tokens: z.int(),
});
export type Usage = z.infer<typeof Usage>;

export const ProjectUsage = Usage.extend({ projectId: z.string(), name: z.string(), status: ProjectStatus });
export type ProjectUsage = z.infer<typeof ProjectUsage>;

/** What all projects come to together, and each one of a page of them, newest first. `totals` are those of all, whatever the page. */
export const Rollup = z.strictObject({
  from: Instant,
  to: Instant,
  totals: Usage.extend({ projects: z.int() }),
  projects: z.array(ProjectUsage),
  nextCursor: z.string().nullable(),
});
export type Rollup = z.infer<typeof Rollup>;

/** What tells of an execution in the audit: the row of `/executions` without its changes and its trace. */
export const AuditedExecution = Execution.omit({ diff: true, trace: true });
export type AuditedExecution = z.infer<typeof AuditedExecution>;

/**
 * One line of the audit of the whole house: an execution, or an act of administration. `action` is the action that was
 * asked for, or the kind of the act; `subject` is what the act was done to.
 */
export const AuditEntry = z.strictObject({
  entryId: z.string(),
  at: Instant,
  type: z.enum(['execution.recorded', ...AdminEventKind.options]),
  action: z.string(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  userId: z.string(),
  status: ExecutionStatus.nullable(),
  trigger: Trigger.nullable(),
  subject: z.string().nullable(),
  detail: JsonObject,
  execution: AuditedExecution.nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
