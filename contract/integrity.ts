import { z } from 'zod';
import { Instant } from './json.ts';

/** What of a project's records is not as it was written: an execution, its place in the chain, the newest end of it, or the state beside it. */
export const IntegrityProblemKind = z.enum(['gap', 'link', 'hash', 'key', 'head', 'truncated', 'check', 'delta', 'checkpoint', 'state']);
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
