import type { IntegrityProblem, IntegrityReport } from '../contract/integrity.ts';
import { problemBeside, type MacWith } from '../domain/integrity/recorded-row.ts';
import type { ChainEnd } from '../domain/integrity/verify-link.ts';
import { openVerification, type VerifyTools } from '../domain/integrity/open-verification.ts';
import { canonicalText } from '../domain/state/canonical.ts';
import type { Clock } from '../platform/clock.ts';
import { type Seal, SealError } from '../platform/seal.ts';
import type { Database, Sql } from './database.ts';
import { readRecordEnd, readRecords, recordCheck, type SeenEnd } from './stores/records.ts';

const BATCH = 200;
const MAX_BATCHES = 50_000; // Ten million executions.

/** What a verification is made of. */
export type IntegrityPowers = {
  readonly database: Pick<Database, 'snapshot' | 'write'>;
  readonly seal: Pick<Seal, 'mac' | 'macs' | 'macWith'>;
  readonly sha256: (text: string) => string;
  readonly clock: Pick<Clock, 'now'>;
};

/** `lifts`: whether a clean verification lets executions of a broken project run again. */
export type IntegrityRequest = { projectId: string; lifts: boolean };

type Found = { end: ChainEnd; checked: number; seen: SeenEnd | null; problems: IntegrityProblem[] };

/**
 * Verifies every record of a project as it is at one instant, from the first execution to the newest state, and records
 * the findings; any of them stops executions there until a verification that lifts finds nothing. Undefined where there is no such project.
 */
export async function verifyIntegrity(powers: IntegrityPowers, { projectId, lifts }: IntegrityRequest): Promise<IntegrityReport | undefined> {
  const { database, seal, clock } = powers;
  const found = await database.snapshot((sql) => readThrough(powers, sql, projectId));
  if (!found) return undefined;
  const { end, checked, problems } = found;
  const ok = problems.length === 0;
  const seen = ok ? { ...end, seal: seal.mac('integrity', sealText(projectId, end)) } : (found.seen ?? { seq: 0, hash: '', seal: seal.mac('integrity', sealText(projectId, START)) });
  const checkedAt = clock.now();
  await database.write((sql) => recordCheck(sql, { projectId, seen, problems, checkedAt, isBroken: ok ? (lifts ? false : null) : true }));
  return { ok, checked, problems, checkedSeq: end.seq, checkedAt: checkedAt.toISOString() };
}

const START: ChainEnd = { seq: 0, hash: '' };

async function readThrough({ seal, sha256 }: IntegrityPowers, sql: Sql, projectId: string): Promise<Found | undefined> {
  const recordEnd = await readRecordEnd(sql, projectId);
  if (!recordEnd) return undefined;
  const { seen } = recordEnd;
  const verification = openVerification({ sha256, macWith: chainMac(seal) } satisfies VerifyTools, seen ?? START, recordEnd.prunedVersion);
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const records = await readRecords(sql, projectId, { seq: verification.end().seq, version: verification.version() }, BATCH);
    verification.take(records);
    if (records.rows.length < BATCH) break;
  }
  const isForged = seen !== null && !seal.macs('integrity', sealText(projectId, seen)).includes(seen.seal);
  const problems = [...(isForged ? [problemBeside('check', 'What the last verification saw is not as it was written.')] : []), ...verification.close(recordEnd)];
  return { end: verification.end(), checked: verification.checked(), seen, problems };
}

const sealText = (projectId: string, { seq, hash }: ChainEnd): string => canonicalText({ projectId, seq, hash });

const chainMac =
  (seal: IntegrityPowers['seal']): MacWith =>
  (keyId, text) => {
    try {
      return seal.macWith(keyId, 'chain', text);
    } catch (error) {
      if (error instanceof SealError) return null;
      throw error;
    }
  };
