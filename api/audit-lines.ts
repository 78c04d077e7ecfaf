import { AUDIT_FORMAT, type AuditExecution, type AuditFooter, type AuditHeader } from '../contract/audit-export.ts';
import type { Project } from '../contract/project.ts';
import type { Database } from '../db/database.ts';
import type { AuditRange } from '../db/stores/audit-range.ts';
import { readRecords } from '../db/stores/records.ts';
import type { RecordedRow } from '../domain/integrity/recorded-row.ts';
import type { StoredDelta } from '../domain/integrity/verify-delta.ts';
import { withholdDelta } from '../domain/integrity/withhold-delta.ts';
import { type AuditSigner, createRunningHash } from '../platform/audit-signer.ts';
import { chainMac } from '../platform/chain-mac.ts';
import type { Clock } from '../platform/clock.ts';
import type { Seal } from '../platform/seal.ts';

const BATCH = 200;
/** What a terminal would obey, or an editor would take for the end of a line. */
const STEERING = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** What an export is made of. */
export type AuditParts = { readonly database: Pick<Database, 'read'>; readonly seal: Pick<Seal, 'macWith'>; readonly auditSigner: AuditSigner; readonly clock: Pick<Clock, 'now'> };

export type AuditScope = { project: Pick<Project, 'projectId' | 'name'>; range: AuditRange; from: string | null; to: string | null };

/**
 * Writes an export a batch of lines at a time, with no more than one batch in memory: header, executions in their order, footer with the
 * signature over all before it. Executions never change, so that it needs no transaction.
 */
export async function* auditLines({ database, seal, auditSigner, clock }: AuditParts, { project, range, from, to }: AuditScope): AsyncGenerator<string> {
  const hash = createRunningHash();
  const mac = chainMac(seal);
  let last = { seq: (range.firstSeq ?? 1) - 1, version: range.versionBefore, hash: range.firstPreviousHash };
  let count = 0;
  yield add(hash, [headerOf({ auditSigner, clock }, { project, range, from, to })]);
  while (range.firstSeq !== null && last.seq < range.lastSeq) {
    const { rows, deltas } = await readRecords(database.read, project.projectId, { ...last, ledgerSeq: null }, BATCH);
    const chosen = rows.filter(({ seq }) => seq <= range.lastSeq);
    const byVersion = new Map(deltas.map((delta) => [delta.version, delta]));
    if (chosen.length > 0) yield add(hash, chosen.map((row) => executionOf(row, byVersion.get(row.stateVersion), mac)));
    const newest = chosen.at(-1);
    if (!newest) break; // Rows have gone meanwhile: the footer then says less than the header, and the chain less than the head.
    last = { seq: newest.seq, version: newest.stateVersion, hash: newest.hash };
    count += chosen.length;
  }
  const digest = hash.hex();
  yield lineOf({ type: 'footer', count, lastSeq: count === 0 ? null : last.seq, lastHash: last.hash, sha256: digest, signature: auditSigner.sign(digest) } satisfies AuditFooter);
}

function add(hash: ReturnType<typeof createRunningHash>, lines: readonly (AuditHeader | AuditExecution)[]): string {
  const text = lines.map(lineOf).join('');
  hash.add(text);
  return text;
}

const lineOf = (line: AuditHeader | AuditExecution | AuditFooter): string => `${JSON.stringify(line).replace(STEERING, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;

const headerOf = ({ auditSigner: { keyId, publicKey }, clock }: Pick<AuditParts, 'auditSigner' | 'clock'>, { project, range, from, to }: AuditScope): AuditHeader => ({
  ...{ type: 'header', format: AUDIT_FORMAT, projectId: project.projectId, projectName: project.name, exportedAt: clock.now().toISOString(), from, to },
  ...{ keyIds: range.keyIds, firstSeq: range.firstSeq, firstPreviousHash: range.firstPreviousHash, signer: { keyId, algorithm: 'Ed25519', publicKey } },
});

function executionOf({ columns, hash, diff, keyId }: RecordedRow, delta: StoredDelta | undefined, mac: ReturnType<typeof chainMac>): AuditExecution {
  if (diff.length === 0 || !delta) return { type: 'execution', row: columns, hash, delta: null };
  const { version, executionId, at, diff: stored, isEmptied } = delta;
  const shown = stored === null ? (isEmptied ? null : []) : withholdDelta(diff, stored, (text) => mac(keyId, text)); // What is no diff any more is not passed off as pruned.
  return { type: 'execution', row: columns, hash, delta: { version, executionId, at, diff: shown } };
}
