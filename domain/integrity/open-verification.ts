import type { IntegrityProblem } from '../../contract/integrity.ts';
import { type Entries, type LedgerHead, openLedgerVerification, type StoredEntry } from './open-ledger-verification.ts';
import { type MacWith, problemBeside, problemOf, type RecordedRow } from './recorded-row.ts';
import { type StoredDelta, verifyDelta } from './verify-delta.ts';
import { type ChainEnd, verifyLink } from './verify-link.ts';
import { type StoredCheckpoint, type StoredComponent, verifyCheckpoint, verifyComponents } from './verify-state.ts';

/** Problems beyond these are not listed: what is broken is known by then. */
export const MAX_PROBLEMS = 100;

export type VerifyTools = { readonly macWith: MacWith; readonly sha256: (text: string) => string };

/** Consecutive recorded executions with the deltas and checkpoints of the versions that they made, and what they cost. */
export type RecordBatch = { readonly rows: readonly RecordedRow[]; readonly deltas: readonly StoredDelta[]; readonly checkpoints: readonly StoredCheckpoint[]; readonly entries: readonly StoredEntry[] };

/** What stands at the end of the records: the head, the components of now, and how many rows lie outside the history. */
export type RecordEnd = { readonly head: ChainEnd & LedgerHead & { readonly version: number }; readonly components: readonly StoredComponent[]; readonly strayRows: number };

/** A verification on its way through the records of one project. */
export type Verification = {
  /** The end of the chain as far as it was read. */
  readonly end: () => ChainEnd;
  /** The version that the newest row left. */
  readonly version: () => number;
  /** The number of the newest entry of the ledger, as far as it was read. */
  readonly ledgerSeq: () => number;
  readonly checked: () => number;
  readonly take: (batch: RecordBatch) => void;
  /** Follows the ledger past the newest execution. */
  readonly takeCharges: (entries: readonly StoredEntry[]) => void;
  /** Judges the end and answers everything that was found. */
  readonly close: (end: RecordEnd) => IntegrityProblem[];
};

/** Verifies the records of a project from the first one on; `seen` is the end of the chain that the last clean verification saw, and up to `prunedVersion` deltas may be empty. */
export function openVerification({ macWith, sha256 }: VerifyTools, seen: ChainEnd, prunedVersion = 0): Verification {
  const known = new Map<string, { hash: string; version: number }>();
  const problems: IntegrityProblem[] = [];
  const ledger = openLedgerVerification();
  let end: ChainEnd = { seq: 0, hash: '' };
  let [version, checked] = [0, 0];
  const report = (found: readonly IntegrityProblem[]) => problems.push(...found.slice(0, MAX_PROBLEMS - problems.length));

  const takeRow = (row: RecordedRow, { deltas, checkpoints, entries }: Numbered) => {
    report(verifyLink(end, row, macWith));
    report(ledger.take(row, entries));
    if (row.seq === seen.seq && row.hash !== seen.hash) report([problemOf(row, 'hash', `Row ${row.seq} is not the one that the last verification saw.`)]);
    report(verifyDelta(row, deltas.get(row.stateVersion), { macWith, prunedVersion }));
    for (const [id, hash] of Object.entries(row.stateHashes)) known.set(id, { hash, version: row.stateVersion });
    const checkpoint = checkpoints.get(row.stateVersion);
    if (row.diff.length > 0) report(checkpoint ? verifyCheckpoint(checkpoint, known, sha256) : verifyAbsence(row.stateVersion, prunedVersion));
    [end, version] = [{ seq: row.seq, hash: row.hash }, row.stateVersion];
    checked += 1;
  };

  return {
    end: () => end,
    version: () => version,
    ledgerSeq: ledger.seq,
    checked: () => checked,
    take: (batch) => {
      const numbered = numberedOf(batch);
      for (const row of batch.rows) takeRow(row, numbered);
    },
    takeCharges: (entries) => void report(ledger.takeCharges(bySeq(entries))),
    close: ({ head, components, strayRows }) => {
      report(verifyEnd(end, version, head, seen));
      report(verifyComponents(components, known, sha256));
      report(ledger.close(head));
      report(verifyStrays(strayRows));
      return problems;
    },
  };
}

/** What a batch holds beside its executions, by version or number. */
type Numbered = { readonly deltas: ReadonlyMap<number, StoredDelta>; readonly checkpoints: ReadonlyMap<number, StoredCheckpoint>; readonly entries: Entries };

const numberedOf = ({ deltas, checkpoints, entries }: RecordBatch): Numbered => ({
  deltas: new Map(deltas.map((delta) => [delta.version, delta])),
  checkpoints: new Map(checkpoints.map((checkpoint) => [checkpoint.version, checkpoint])),
  entries: bySeq(entries),
});

const bySeq = (entries: readonly StoredEntry[]): Entries => new Map(entries.map((entry) => [entry.seq, entry]));

/** Where deltas were pruned there has to be a checkpoint to begin at; elsewhere a version may be without. */
const verifyAbsence = (version: number, prunedVersion: number): IntegrityProblem[] =>
  version === prunedVersion ? [problemBeside('checkpoint', `The checkpoint of version ${prunedVersion}, up to which deltas were pruned, is missing.`)] : [];

const verifyStrays = (rows: number): IntegrityProblem[] =>
  rows > 0 ? [problemBeside('head', `${rows} ${rows === 1 ? 'row lies' : 'rows lie'} outside the numbers that the head has given.`)] : [];

function verifyEnd(end: ChainEnd, version: number, head: RecordEnd['head'], seen: ChainEnd): IntegrityProblem[] {
  const newest = Math.max(head.seq, seen.seq);
  if (end.seq < newest) return [problemBeside('truncated', `The chain ends at row ${end.seq}, and had come to row ${newest}.`)];
  if (end.seq !== head.seq || end.hash !== head.hash) return [problemBeside('head', `The head does not name row ${end.seq}, which is the newest.`)];
  return version === head.version ? [] : [problemBeside('head', `The head says version ${head.version}, and the newest row version ${version}.`)];
}
