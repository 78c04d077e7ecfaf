import { z } from 'zod';
import { Instant } from './json.ts';

/** What a purge is asked with: both must be there, and the name exactly as the project has it, or nothing is gone. */
export const ProjectPurge = z.strictObject({ confirmed: z.boolean().optional(), name: z.string().max(1_000).optional() }).default({});
export type ProjectPurge = z.infer<typeof ProjectPurge>;

/** What stays of a purged project: who took it away and when, and where the chain of its executions had come to, so that an export of it can still be checked. */
export const ProjectTombstone = z.strictObject({
  projectId: z.string(),
  name: z.string(),
  version: z.int(),
  chainSeq: z.int(),
  chainHash: z.string(),
  /** The key that the last row of the chain was sealed with; null where there was none. */
  keyId: z.string().nullable(),
  createdAt: Instant,
  purgedBy: z.string(),
  purgedAt: Instant,
});
export type ProjectTombstone = z.infer<typeof ProjectTombstone>;
