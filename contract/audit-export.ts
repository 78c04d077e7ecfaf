import { z } from 'zod';
import { DiffEntry } from './execution.ts';
import { Instant, JsonObject } from './json.ts';

/** The form of an export that this release writes and reads. */
export const AUDIT_FORMAT = 'gatehouse-audit/1';

const Hex = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits');
const Base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/, 'expected base64').max(200);

/** A public key that signs exports: Ed25519, its 32 bytes in base64. */
export const AuditPublicKey = z.strictObject({ keyId: z.string(), algorithm: z.literal('Ed25519'), publicKey: Base64 });
export type AuditPublicKey = z.infer<typeof AuditPublicKey>;

/** The key that signs exports now, and those of older master keys that are still in the ring. */
export const AuditKey = AuditPublicKey.extend({ older: z.array(AuditPublicKey) });
export type AuditKey = z.infer<typeof AuditKey>;

/** The first line: what was exported, when, and who signs it. `keyIds` are the master keys that made the hashes of the rows; `firstPreviousHash` is '' where the chain begins here. */
export const AuditHeader = z.strictObject({
  type: z.literal('header'),
  format: z.literal(AUDIT_FORMAT),
  projectId: z.string(),
  projectName: z.string(),
  exportedAt: Instant,
  from: Instant.nullable(),
  to: Instant.nullable(),
  keyIds: z.array(z.string()).max(100),
  firstSeq: z.int().nullable(),
  firstPreviousHash: z.string(),
  signer: AuditPublicKey,
});
export type AuditHeader = z.infer<typeof AuditHeader>;

/**
 * One line for each execution. `row` has its columns exactly as they were hashed: `hash` is the HMAC-SHA256 over the RFC 8785 text of it. `delta` is
 * what the history of the state keeps of it, with what is withheld in the row withheld too; its `diff` is null where retention has emptied it.
 */
export const AuditExecution = z.strictObject({
  type: z.literal('execution'),
  row: JsonObject,
  hash: Hex,
  delta: z.strictObject({ version: z.int(), executionId: z.string(), at: Instant, diff: z.array(DiffEntry).nullable() }).nullable(),
});
export type AuditExecution = z.infer<typeof AuditExecution>;

/** The last line: how many executions there are, which is the newest, and the signature over the SHA-256 of all lines before. */
export const AuditFooter = z.strictObject({
  type: z.literal('footer'),
  count: z.int().min(0),
  lastSeq: z.int().nullable(),
  lastHash: z.string(),
  sha256: Hex,
  signature: Base64,
});
export type AuditFooter = z.infer<typeof AuditFooter>;

/** What verifying an export came to; `line` is where in the file a problem was found. */
export type AuditVerdict = { ok: boolean; count: number; macsChecked: number; header: AuditHeader | null; problems: { line: number; detail: string }[] };
