import { z } from 'zod';
import { Instant } from './json.ts';

/** How a run that seals everything anew stands. */
export const ReEncryptionStatus = z.enum(['running', 'done', 'failed', 'cancelled']);
export type ReEncryptionStatus = z.infer<typeof ReEncryptionStatus>;

/** A row that a run could not open: its table and its key, never what it holds. */
export const MissedRow = z.strictObject({ table: z.string(), key: z.array(z.string()) });
export type MissedRow = z.infer<typeof MissedRow>;

/** One run that seals anew, with the key `keyId`, what other keys have sealed; `table` is where it is, and null before and after. */
export const ReEncryption = z.strictObject({
  runId: z.string(),
  workflowId: z.string(),
  keyId: z.string(),
  status: ReEncryptionStatus,
  table: z.string().nullable(),
  /** How many rows and files it has sealed anew, and how many it could not open. */
  done: z.int(),
  failed: z.int(),
  /** The first of those that it could not open. */
  missed: z.array(MissedRow),
  error: z.string().nullable(),
  startedBy: z.string(),
  createdAt: Instant,
  closedAt: Instant.nullable(),
});
export type ReEncryption = z.infer<typeof ReEncryption>;

/**
 * One master key: whether it seals now, whether this process holds it and opens its canary with it, and what it is needed for. `advice` says in a sentence what may be done
 * with it; `mayBeRemoved` is true once nothing in the database needs it.
 */
export const KeyState = z.strictObject({
  keyId: z.string(),
  isCurrent: z.boolean(),
  isHeld: z.boolean(),
  canary: z.enum(['ok', 'wrong', 'absent']),
  /** How many rows of each table it has sealed; tables without any are left out. */
  sealedRows: z.record(z.string(), z.int()),
  /** How many executions of the audit chains it has signed. */
  chainRows: z.int(),
  mayBeRemoved: z.boolean(),
  advice: z.string(),
});
export type KeyState = z.infer<typeof KeyState>;

/** The master keys of the house, the one that seals now first, with the newest runs. */
export const KeyRingReport = z.strictObject({ keys: z.array(KeyState), runs: z.array(ReEncryption) });
export type KeyRingReport = z.infer<typeof KeyRingReport>;

/** Names a run that has just been started. */
export const StartedReEncryption = z.strictObject({ runId: z.string(), workflowId: z.string() });
