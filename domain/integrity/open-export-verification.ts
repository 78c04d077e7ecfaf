import type { AuditExecution, AuditFooter, AuditHeader, AuditVerdict } from '../../contract/audit-export.ts';
import type { DiffEntry } from '../../contract/execution.ts';
import type { Json } from '../../contract/json.ts';
import { canonicalText, sameJson } from '../state/canonical.ts';
import type { MacWith } from './recorded-row.ts';

/** Problems beyond these are not listed: what is broken is known by then. */
const MAX_PROBLEMS = 100;

/** A line of an export that is one of its three kinds; null is a line that is none. */
export type AuditLine = AuditHeader | AuditExecution | AuditFooter | null;

/** What an export is verified with. `publicKey` null trusts the key that the file names; `macWith` null leaves the hashes of rows unproven. */
export type ExportTools = {
  readonly publicKey: string | null;
  readonly isSignedBy: (publicKey: string, digest: string, signature: string) => boolean;
  readonly macWith: MacWith | null;
};

/** A verification on its way through the lines of an export; it needs nothing but the file. */
export type ExportVerification = {
  /** `digest` is the SHA-256 of all lines before this one. */
  readonly take: (line: AuditLine, digest: () => string) => void;
  readonly close: () => AuditVerdict;
};

/** How far a verification has come. */
type Progress = {
  readonly problems: AuditVerdict['problems'];
  line: number;
  header: AuditHeader | null;
  /** The row before the next one, or the place that the header names. */
  before: { seq: number; hash: string } | null;
  newest: { seq: number; hash: string } | null;
  isOver: boolean;
  count: number;
  macsChecked: number;
};

/** Verifies that the lines are what was exported: whole, in order, each linked to the one before, and signed. */
export function openExportVerification(tools: ExportTools): ExportVerification {
  const progress: Progress = { problems: [], line: 0, header: null, before: null, newest: null, isOver: false, count: 0, macsChecked: 0 };
  return {
    take: (found, digest) => {
      progress.line += 1;
      report(progress, ...problemsOf(progress, tools, found, digest));
    },
    close: () => {
      if (!progress.isOver) report(progress, 'The file ends without a footer: it was cut off.');
      const { problems, header, count, macsChecked } = progress;
      return { ok: problems.length === 0, count, macsChecked, header, problems };
    },
  };
}

function report({ problems, line }: Progress, ...details: readonly string[]): void {
  for (const detail of details.slice(0, MAX_PROBLEMS - problems.length)) problems.push({ line, detail });
}

function problemsOf(progress: Progress, tools: ExportTools, found: AuditLine, digest: () => string): string[] {
  if (progress.isOver) return ['There are lines after the footer.'];
  if (progress.line === 1) return found?.type === 'header' ? takeHeader(progress, tools, found) : ['The first line is no header of an export that this release knows.'];
  if (!found) return ['This is no line of an export.'];
  if (found.type === 'header') return ['A header stands where an execution or the footer was expected.'];
  return found.type === 'execution' ? takeExecution(progress, tools, found) : takeFooter(progress, tools, found, digest());
}

function takeHeader(progress: Progress, { publicKey }: ExportTools, header: AuditHeader): string[] {
  progress.header = header;
  progress.before = header.firstSeq === null ? null : { seq: header.firstSeq - 1, hash: header.firstPreviousHash };
  return publicKey === null || header.signer.publicKey === publicKey ? [] : ['The file names another public key than the one given.'];
}

function takeExecution(progress: Progress, tools: ExportTools, { row, hash, delta }: AuditExecution): string[] {
  const place = placeOf(row);
  if (!place) return ['The row has no number, no key or no hash of the row before it.'];
  const { header, before } = progress;
  progress.newest = { seq: place.seq, hash };
  progress.before = progress.newest;
  progress.count += 1;
  return [
    ...linkProblems(place, before),
    ...(header ? scopeProblems(place, header) : []),
    ...hashProblems(progress, tools, { place, row, hash }),
    ...(isDeltaTrue(place, delta) ? [] : [`The delta of row ${place.seq} is not what the row says.`]),
  ];
}

function linkProblems({ seq, previousHash }: Place, before: Progress['before']): string[] {
  if (!before) return [];
  if (seq !== before.seq + 1) return [`Row ${seq} stands where row ${before.seq + 1} was expected.`];
  return previousHash === before.hash ? [] : [`Row ${seq} does not name the hash of the row before it.`];
}

const scopeProblems = ({ seq, projectId, keyId, createdAt }: Place, header: AuditHeader): string[] => [
  ...(projectId === header.projectId ? [] : [`Row ${seq} belongs to another project.`]),
  ...(header.keyIds.includes(keyId) ? [] : [`The header does not name the key ${keyId} of row ${seq}.`]),
  ...(isWithin(createdAt, header) ? [] : [`Row ${seq} lies outside the time that the header names.`]),
];

function hashProblems(progress: Progress, { macWith }: ExportTools, { place: { seq, keyId }, row, hash }: { place: Place; row: AuditExecution['row']; hash: string }): string[] {
  if (!macWith) return [];
  const mac = macWith(keyId, canonicalText(row));
  if (mac === null) return [`Row ${seq} was hashed with the key ${keyId}, which is not in SECRET_KEYS.`];
  progress.macsChecked += 1;
  return mac === hash ? [] : [`Row ${seq} is not as it was written.`];
}

function takeFooter(progress: Progress, { publicKey, isSignedBy }: ExportTools, { count, lastSeq, lastHash, sha256, signature }: AuditFooter, digest: string): string[] {
  const { header, newest } = progress;
  const key = publicKey ?? header?.signer.publicKey;
  progress.isOver = true;
  return [
    ...(count === progress.count ? [] : [`The footer counts ${count} executions, and there are ${progress.count}.`]),
    ...(lastSeq === (newest?.seq ?? null) && lastHash === (newest?.hash ?? header?.firstPreviousHash ?? '') ? [] : ['The footer names another newest row.']),
    ...(sha256 === digest ? [] : ['The lines are not those that were signed.']),
    ...(key === undefined || isSignedBy(key, digest, signature) ? [] : ['The signature is not one of this key over these lines.']),
  ];
}

type Place = { seq: number; projectId: string; keyId: string; previousHash: string; createdAt: string; executionId: string; stateVersion: number; diff: Json };

function placeOf({ seq, projectId, keyId, previousHash, createdAt, executionId, stateVersion, diff }: AuditExecution['row']): Place | null {
  if (typeof seq !== 'number' || typeof stateVersion !== 'number' || typeof projectId !== 'string' || typeof keyId !== 'string') return null;
  if (typeof previousHash !== 'string' || typeof createdAt !== 'string' || typeof executionId !== 'string' || diff === undefined) return null;
  return { seq, projectId, keyId, previousHash, createdAt, executionId, stateVersion, diff };
}

const isWithin = (at: string, { from, to }: AuditHeader): boolean => (from === null || at >= from) && (to === null || at < to);

function isDeltaTrue({ diff, stateVersion, executionId, createdAt }: Place, delta: AuditExecution['delta']): boolean {
  const hasMoved = Array.isArray(diff) && diff.length > 0;
  if (delta === null) return !hasMoved;
  if (!hasMoved || delta.version !== stateVersion || delta.executionId !== executionId || delta.at !== createdAt) return false;
  return delta.diff === null || sameJson(diff, delta.diff.map(plain));
}

const plain = ({ op, path, value, old }: DiffEntry): Json => ({ op, path, ...(value === undefined ? {} : { value }), ...(old === undefined ? {} : { old }) });
