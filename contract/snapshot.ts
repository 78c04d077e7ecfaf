import { z } from 'zod';
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
