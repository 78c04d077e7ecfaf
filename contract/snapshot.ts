import { z } from 'zod';
import { DiffEntry } from './execution.ts';
import { Instant, JsonObject } from './json.ts';

/** The state of a project after one execution. `checksum` is SHA-256 over the RFC 8785 text of `components`. */
export const Snapshot = z.strictObject({
  version: z.int(),
  at: Instant,
  executionId: z.string().nullable(),
  checksum: z.string(),
  components: z.record(z.string(), JsonObject),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** One version in the list of them: when it came to be, by which execution, and whether its whole state is stored. Version 0 has no execution. */
export const SnapshotEntry = z.strictObject({
  version: z.int(),
  at: Instant,
  executionId: z.string().nullable(),
  actionId: z.string().nullable(),
  userId: z.string().nullable(),
  isCheckpoint: z.boolean(),
});
export type SnapshotEntry = z.infer<typeof SnapshotEntry>;

/** What leads from the state at one version to that at another, which may be the earlier one. */
export const VersionDiff = z.strictObject({ from: z.int(), to: z.int(), diff: z.array(DiffEntry) });
export type VersionDiff = z.infer<typeof VersionDiff>;
