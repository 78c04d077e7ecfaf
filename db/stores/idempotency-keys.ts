import { z } from 'zod';
import { Issue, ProblemCode } from '../../contract/problem.ts';
import { sha256Hex } from '../../platform/digest.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Database } from '../database.ts';

/** What was answered once and is answered again: data with its headers, or the problem that kept the call from being processed. */
export const KeptAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('data'), data: z.unknown(), headers: z.record(z.string(), z.string()) }),
  z.strictObject({ kind: z.literal('problem'), problem: z.strictObject({ code: ProblemCode, detail: z.string(), issues: z.array(Issue).optional(), requestId: z.string().optional() }) }),
]);
export type KeptAnswer = z.infer<typeof KeptAnswer>;

/** One call under a key. `requestId` is what its attempt will be called, unless an earlier try of the same call has named it already. */
export type KeyedCall = { caller: string; method: string; path: string; key: string; body: string; requestId: string; now: Date; heldUntil: Date; expiresAt: Date };

/** The right to answer a call, until somebody else may take it over. */
export type KeyClaim = { keyHash: string; heldUntil: Date; requestId: string };

export type KeyOutcome = { kind: 'claimed'; claim: KeyClaim } | { kind: 'answered'; answer: KeptAnswer } | { kind: 'busy' } | { kind: 'mismatch' };

export type IdempotencyKeys = {
  /** Claims a call for one of those that make it at the same time; the others are told what became of it. */
  claim: (call: KeyedCall) => Promise<KeyOutcome>;
  /** Keeps the answer of a claimed call, unless the claim was taken over meanwhile. */
  keep: (claim: KeyClaim, status: number, answer: KeptAnswer) => Promise<void>;
  /** Lets the same call be made again at once; its attempt keeps its name. */
  release: (claim: KeyClaim, now: Date) => Promise<void>;
};

const PURPOSE = 'idempotency';

/** Drops a few keys whose time is over on the way, so that the table stays as large as a day. */
const CLAIM = `
  with gone as (
    delete from idempotency_key where key_hash in (
      select key_hash from idempotency_key where expires_at <= $5 and key_hash <> $1 order by expires_at limit 20 for update skip locked))
  insert into idempotency_key as k (key_hash, body_hash, request_id, created_at, held_until, expires_at)
  values ($1, $2, $4, $5, $6, $7)
  on conflict (key_hash) do update set
    body_hash = excluded.body_hash,
    request_id = case when k.expires_at <= $5 then excluded.request_id else k.request_id end,
    status = null, sealed_answer = null,
    created_at = excluded.created_at, held_until = excluded.held_until, expires_at = excluded.expires_at
  where k.expires_at <= $5 or (k.status is null and k.held_until <= $5 and k.body_hash = any($3))
  returning request_id`;

type Row = { body_hash: string; sealed_answer: Buffer | null };

export function createIdempotencyKeys(database: Database, seal: Seal): IdempotencyKeys {
  return {
    claim: async ({ caller, method, path, key, body, requestId, now, heldUntil, expiresAt }) => {
      const keyHash = sha256Hex(JSON.stringify([caller, method, path, key]));
      const bodyHashes = seal.macs(PURPOSE, body);
      const [claimed] = await database.read<{ request_id: string }>(CLAIM, [keyHash, bodyHashes[0], bodyHashes, requestId, now, heldUntil, expiresAt]);
      if (claimed) return { kind: 'claimed', claim: { keyHash, heldUntil, requestId: claimed.request_id } };
      const [row] = await database.read<Row>('select body_hash, sealed_answer from idempotency_key where key_hash = $1', [keyHash]);
      if (row && !bodyHashes.includes(row.body_hash)) return { kind: 'mismatch' };
      return row?.sealed_answer ? { kind: 'answered', answer: open(seal, row.sealed_answer) } : { kind: 'busy' };
    },
    keep: async ({ keyHash, heldUntil }, status, answer) => {
      const sealed = seal.seal(PURPOSE, JSON.stringify(answer));
      await database.read('update idempotency_key set status = $3, sealed_answer = $4 where key_hash = $1 and held_until = $2', [keyHash, heldUntil, status, sealed]);
    },
    release: async ({ keyHash, heldUntil }, now) => {
      await database.read('update idempotency_key set held_until = $3 where key_hash = $1 and held_until = $2 and status is null', [keyHash, heldUntil, now]);
    },
  };
}

const open = (seal: Seal, sealed: Uint8Array): KeptAnswer => KeptAnswer.parse(JSON.parse(seal.open(PURPOSE, sealed).toString('utf8')));
