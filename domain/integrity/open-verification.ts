import type { IntegrityProblem } from '../../contract/integrity.ts';
import { type MacWith, problemBeside, problemOf, type RecordedRow } from './recorded-row.ts';
import { type StoredDelta, verifyDelta } from './verify-delta.ts';
import { type ChainEnd, verifyLink } from './verify-link.ts';
import { type StoredCheckpoint, type StoredComponent, verifyCheckpoint, verifyComponents } from './verify-state.ts';

/** Problems beyond these are not listed: what is broken is known by then. */
const MAX_PROBLEMS = 100;

export type VerifyTools = { readonly macWith: MacWith; readonly sha256: (text: string) => string };

/** Consecutive recorded executions with the deltas and checkpoints of the versions that they made. */
export type RecordBatch = { readonly rows: readonly RecordedRow[]; readonly deltas: readonly StoredDelta[]; readonly checkpoints: readonly StoredCheckpoint[] };

/** What stands at the end of the records: the head, the components of now, and how many rows lie outside the history. */
export type RecordEnd = { readonly head: ChainEnd & { readonly version: number }; readonly components: readonly StoredComponent[]; readonly strayRows: number };

/** A verification on its way through the records of one project. */
export type Verification = {
  /** The end of the chain as far as it was read. */
  readonly end: () => ChainEnd;
  /** The version that the newest row left. */
  readonly version: () => number;
  readonly checked: () => number;
  readonly take: (batch: RecordBatch) => void;
  /** Judges the end and answers everything that was found. */
  readonly close: (end: RecordEnd) => IntegrityProblem[];
};

/** Verifies the records of a project from the first one on; `seen` is the end of the chain that the last clean verification saw, and up to `prunedVersion` deltas may be empty. */
export function openVerification({ macWith, sha256 }: VerifyTools, seen: ChainEnd, prunedVersion = 0): Verification {
  const known = new Map<string, { hash: string; version: number }>();
  const problems: IntegrityProblem[] = [];
  let end: ChainEnd = { seq: 0, hash: '' };
  let version = 0;
  let checked = 0;
  const report = (found: readonly IntegrityProblem[]) => problems.push(...found.slice(0, MAX_PROBLEMS - problems.length));

  const takeRow = (row: RecordedRow, { deltas, checkpoints }: { deltas: ReadonlyMap<number, StoredDelta>; checkpoints: ReadonlyMap<number, StoredCheckpoint> }) => {
    report(verifyLink(end, row, macWith));
    if (row.seq === seen.seq && row.hash !== seen.hash) report([problemOf(row, 'hash', `Row ${row.seq} is not the one that the last verification saw.`)]);
    report(verifyDelta(row, deltas.get(row.stateVersion), { macWith, prunedVersion }));
    for (const [id, hash] of Object.entries(row.stateHashes)) known.set(id, { hash, version: row.stateVersion });
    const checkpoint = row.diff.length > 0 ? checkpoints.get(row.stateVersion) : undefined;
    if (checkpoint) report(verifyCheckpoint(checkpoint, known, sha256));
    else if (row.diff.length > 0 && row.stateVersion === prunedVersion) report([problemBeside('checkpoint', `The checkpoint of version ${prunedVersion}, up to which deltas were pruned, is missing.`)]);
    end = { seq: row.seq, hash: row.hash };
    version = row.stateVersion;
    checked += 1;
  };

  return {
    end: () => end,
    version: () => version,
    checked: () => checked,
    take: ({ rows, deltas, checkpoints }) => {
      const byVersion = { deltas: new Map(deltas.map((delta) => [delta.version, delta])), checkpoints: new Map(checkpoints.map((checkpoint) => [checkpoint.version, checkpoint])) };
      for (const row of rows) takeRow(row, byVersion);
    },
    close: ({ head, components, strayRows }) => {
      report(verifyEnd(end, version, head, seen));
      report(verifyComponents(components, known, sha256));
      if (strayRows > 0) report([problemBeside('head', `${strayRows} ${strayRows === 1 ? 'row lies' : 'rows lie'} outside the numbers that the head has given.`)]);
      return problems;
    },
  };
}

function verifyEnd(end: ChainEnd, version: number, head: RecordEnd['head'], seen: ChainEnd): IntegrityProblem[] {
  const newest = Math.max(head.seq, seen.seq);
  if (end.seq < newest) return [problemBeside('truncated', `The chain ends at row ${end.seq}, and had come to row ${newest}.`)];
  if (end.seq !== head.seq || end.hash !== head.hash) return [problemBeside('head', `The head does not name row ${end.seq}, which is the newest.`)];
  return version === head.version ? [] : [problemBeside('head', `The head says version ${head.version}, and the newest row version ${version}.`)];
}
