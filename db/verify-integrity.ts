import type { IntegrityProblem, IntegrityReport } from '../contract/integrity.ts';
import { openEventVerification } from '../domain/integrity/open-event-verification.ts';
import { problemBeside } from '../domain/integrity/recorded-row.ts';
import type { ChainEnd } from '../domain/integrity/verify-link.ts';
import { MAX_PROBLEMS, openVerification, type VerifyTools } from '../domain/integrity/open-verification.ts';
import { canonicalText } from '../domain/state/canonical.ts';
import type { Clock } from '../platform/clock.ts';
import { chainMac } from '../platform/chain-mac.ts';
import type { Seal } from '../platform/seal.ts';
import type { Database, Sql } from './database.ts';
import { raiseAlert, resolveAlert } from './stores/alerts.ts';
import { readRecordedEvents } from './stores/recorded-events.ts';
import { readEntries, readRecordEnd, readRecords, recordCheck, type RecordedEnd, type SeenEnd } from './stores/records.ts';

const BATCH = 200;
const MAX_BATCHES = 50_000; // Ten million executions, and as many events.

/** What a verification is made of. */
export type IntegrityPowers = {
  readonly database: Pick<Database, 'snapshot' | 'write'>;
  readonly seal: Pick<Seal, 'mac' | 'macs' | 'macWith'>;
  readonly sha256: (text: string) => string;
  readonly clock: Pick<Clock, 'now'>;
  readonly mintId: () => string;
  /** Tells the streams that a project has new events. */
  readonly wake: (projectId: string) => void;
  /** The address of the page, as people reach it, without a slash at its end. */
  readonly peopleAddress: string;
};

/** `lifts`: whether a clean verification lets executions of a broken project run again. */
export type IntegrityRequest = { projectId: string; lifts: boolean };

type Found = { end: ChainEnd; checked: number; seen: SeenEnd | null; problems: IntegrityProblem[] };

/**
 * Verifies every record of a project as it is at one instant, from the first execution to the newest state, ledger and event, and records
 * the findings; any of them stops executions there, and raises an alert, until a verification that lifts finds nothing. Undefined where there is no such project.
 */
export async function verifyIntegrity(powers: IntegrityPowers, { projectId, lifts }: IntegrityRequest): Promise<IntegrityReport | undefined> {
  const { database, clock } = powers;
  const found = await database.snapshot((sql) => readThrough(powers, sql, projectId));
  if (!found) return undefined;
  const { end, checked, problems } = found;
  const checkedAt = clock.now();
  const isTold = await database.write((sql) => recordFindings(powers, sql, { projectId, lifts, found, checkedAt }));
  if (isTold) powers.wake(projectId);
  return { ok: problems.length === 0, checked, problems, checkedSeq: end.seq, checkedAt: checkedAt.toISOString() };
}

/** Marks the project and raises or resolves its alert, together; answers whether there is news for its stream. */
async function recordFindings({ seal, mintId, peopleAddress }: IntegrityPowers, sql: Sql, { projectId, lifts, found, checkedAt }: IntegrityRequest & { found: Found; checkedAt: Date }): Promise<boolean> {
  const { end, problems } = found;
  const [first] = problems;
  const seen = first ? (found.seen ?? { seq: 0, hash: '', seal: seal.mac('integrity', sealText(projectId, START)) }) : { ...end, seal: seal.mac('integrity', sealText(projectId, end)) };
  await recordCheck(sql, { projectId, seen, problems, checkedAt, isBroken: first ? true : lifts ? false : null });
  const about = { projectId, kind: 'integrity.broken', at: checkedAt, peopleAddress } as const;
  if (first) return raiseAlert(sql, { ...about, alertId: mintId(), ...wordsOf(problems, first) });
  return lifts ? resolveAlert(sql, about) : false;
}

const wordsOf = (problems: readonly IntegrityProblem[], first: IntegrityProblem) => ({
  title: 'Records are not as they were written',
  detail: `${problems.length === 1 ? 'A verification found this' : `A verification found ${problems.length < MAX_PROBLEMS ? problems.length : `${MAX_PROBLEMS} or more`} problems, first this`}: ${first.detail} Nothing runs in the project until its records are whole again and an admin has them verified.`,
});

const START: ChainEnd = { seq: 0, hash: '' };

async function readThrough(powers: IntegrityPowers, sql: Sql, projectId: string): Promise<Found | undefined> {
  const { seal, sha256 } = powers;
  const recordEnd = await readRecordEnd(sql, projectId);
  if (!recordEnd) return undefined;
  const { seen } = recordEnd;
  const verification = openVerification({ sha256, macWith: chainMac(seal) } satisfies VerifyTools, seen ?? START, recordEnd.prunedVersion);
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const records = await readRecords(sql, projectId, { seq: verification.end().seq, version: verification.version(), ledgerSeq: verification.ledgerSeq() }, BATCH);
    verification.take(records);
    if (records.rows.length < BATCH) break;
  }
  for (let reached = -1; reached < verification.ledgerSeq(); ) {
    reached = verification.ledgerSeq();
    verification.takeCharges(await readEntries(sql, projectId, reached, BATCH));
  }
  const isForged = seen !== null && !seal.macs('integrity', sealText(projectId, seen)).includes(seen.seal);
  const forged = isForged ? [problemBeside('check', 'What the last verification saw is not as it was written.')] : [];
  const problems = [...forged, ...verification.close(recordEnd), ...(await readThroughEvents(sql, projectId, recordEnd))];
  return { end: verification.end(), checked: verification.checked(), seen, problems: problems.slice(0, MAX_PROBLEMS) };
}

async function readThroughEvents(sql: Sql, projectId: string, { events: bounds }: RecordedEnd): Promise<IntegrityProblem[]> {
  const verification = openEventVerification(bounds);
  const problems: IntegrityProblem[] = [];
  let after = -1; // Before the first number there can be, so that a row in front of it is seen.
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const events = await readRecordedEvents(sql, projectId, after, BATCH);
    for (const event of events) problems.push(...verification.take(event).slice(0, MAX_PROBLEMS - problems.length));
    after = events.at(-1)?.seq ?? after;
    if (events.length < BATCH) break;
  }
  return [...problems, ...verification.close()];
}

const sealText = (projectId: string, { seq, hash }: ChainEnd): string => canonicalText({ projectId, seq, hash });
