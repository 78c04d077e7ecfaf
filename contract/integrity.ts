import { z } from 'zod';
import { Instant } from './json.ts';

/** What of a project's records is not as it was written: an execution, its place in the chain, the newest end of it, or the state, the ledger and the events beside it. */
export const IntegrityProblemKind = z.enum(['gap', 'link', 'hash', 'key', 'head', 'truncated', 'check', 'delta', 'checkpoint', 'state', 'ledger', 'event']);
export type IntegrityProblemKind = z.infer<typeof IntegrityProblemKind>;

/** One finding. `seq` is the execution's number in the chain, null where the finding belongs to none. */
export const IntegrityProblem = z.strictObject({
  seq: z.int().nullable(),
  executionId: z.string().nullable(),
  kind: IntegrityProblemKind,
  detail: z.string(),
});
export type IntegrityProblem = z.infer<typeof IntegrityProblem>;

/** What verifying a project's records came to. `checked` counts executions; `checkedSeq` is the number of the newest one. */
export const IntegrityReport = z.strictObject({
  ok: z.boolean(),
  checked: z.int(),
  problems: z.array(IntegrityProblem),
  checkedSeq: z.int(),
  checkedAt: Instant,
});
export type IntegrityReport = z.infer<typeof IntegrityReport>;

/** How the records of one project stood at their last verification; `ok` and `checkedAt` are null before the first. `blocked` says that nothing runs there. */
export const ProjectIntegrity = z.strictObject({
  projectId: z.string(),
  projectName: z.string(),
  blocked: z.boolean(),
  ok: z.boolean().nullable(),
  checkedSeq: z.int(),
  newestSeq: z.int(),
  problems: z.int(),
  checkedAt: Instant.nullable(),
});
export type ProjectIntegrity = z.infer<typeof ProjectIntegrity>;
