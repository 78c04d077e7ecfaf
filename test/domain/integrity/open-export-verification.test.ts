import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { checkExport } from '../../../cli/verify-export.ts';
import type { AuditExecution, AuditFooter, AuditHeader } from '../../../contract/audit-export.ts';
import type { JsonObject } from '../../../contract/json.ts';
import { canonicalText } from '../../../domain/state/canonical.ts';
import { createAuditSigner, createRunningHash } from '../../../platform/audit-signer.ts';

const ring = [{ id: 'k1', key: Buffer.alloc(32, 7) }] as const;
const signer = createAuditSigner(ring);
const macWith = (keyId: string, text: string) => (keyId === 'k1' ? createHmac('sha256', 'chain').update(text).digest('hex') : null);

type Parts = { header: AuditHeader; executions: AuditExecution[]; footer: Omit<AuditFooter, 'sha256' | 'signature'> };

/** Three executions, of which the second moved the state. */
function parts(): Parts {
  const executions: AuditExecution[] = [];
  let previousHash = 'a'.repeat(64);
  for (const seq of [5, 6, 7]) {
    const createdAt = `2026-05-01T12:00:0${seq}.000Z`;
    const diff = seq === 6 ? [{ op: 'replace' as const, path: '/tank/level', value: 6, old: 5 }] : [];
    const row: JsonObject = { seq, projectId: 'p1', executionId: `e${seq}`, keyId: 'k1', previousHash, createdAt, stateVersion: seq === 5 ? 0 : 1, diff, message: `message ${seq}` };
    const hash = macWith('k1', canonicalText(row)) ?? '';
    executions.push({ type: 'execution', row, hash, delta: seq === 6 ? { version: 1, executionId: 'e6', at: createdAt, diff } : null });
    previousHash = hash;
  }
  const { keyId, publicKey } = signer;
  return {
    header: {
      ...{ type: 'header', format: 'gatehouse-audit/1', projectId: 'p1', projectName: 'Plant', exportedAt: '2026-05-02T00:00:00.000Z', from: '2026-05-01T00:00:00.000Z', to: '2026-05-02T00:00:00.000Z' },
      ...{ keyIds: ['k1'], firstSeq: 5, firstPreviousHash: 'a'.repeat(64), signer: { keyId, algorithm: 'Ed25519', publicKey } },
    },
    executions,
    footer: { type: 'footer', count: 3, lastSeq: 7, lastHash: previousHash },
  };
}

/** The lines of an export, signed as they are. */
function signed({ header, executions, footer }: Parts, by = signer): string[] {
  const body = [header, ...executions].map((line) => JSON.stringify(line));
  const hash = createRunningHash();
  hash.add(body.map((line) => `${line}\n`).join(''));
  return [...body, JSON.stringify({ ...footer, sha256: hash.hex(), signature: by.sign(hash.hex()) })];
}

function verdictOn(lines: readonly string[], tools: { publicKey?: string | null; withMacs?: boolean } = {}) {
  const check = checkExport({ publicKey: tools.publicKey ?? null, macWith: tools.withMacs ? macWith : null });
  for (const line of lines) check.take(line);
  return check.close();
}

const edited = (at: number, edit: (line: string) => string): string[] => signed(parts()).map((line, index) => (index === at ? edit(line) : line));

describe('openExportVerification', () => {
  it('when nothing was changed, then it is whole, in order and signed, and with the keys each row is proven', () => {
    expect(verdictOn(signed(parts()), { publicKey: signer.publicKey })).toMatchObject({ ok: true, count: 3, macsChecked: 0, problems: [] });
    expect(verdictOn(signed(parts()), { withMacs: true })).toMatchObject({ ok: true, count: 3, macsChecked: 3 });
  });

  it.each<[string, string[], number]>([
    ['the name in the header', edited(0, (line) => line.replace('Plant', 'Other')), 5],
    ['the time of the header', edited(0, (line) => line.replace('"to":"2026-05-02', '"to":"2026-05-03')), 5],
    ['the key of the header', edited(0, (line) => line.replace(signer.publicKey, Buffer.alloc(32, 1).toString('base64'))), 5],
    ['white space', edited(2, (line) => line.replace('{', '{ ')), 5],
    ['a message', edited(2, (line) => line.replace('message 6', 'message 9')), 5],
    ['a hash', edited(2, (line) => line.replace(/"hash":"../, '"hash":"00')), 4],
    ['a link', edited(3, (line) => line.replace(/"previousHash":"../, '"previousHash":"00')), 4],
    ['the diff of a row', edited(2, (line) => line.replace('"value":6', '"value":60')), 3],
    ['the version of a delta', edited(2, (line) => line.replace('"delta":{"version":1', '"delta":{"version":2')), 3],
    ['the count of the footer', edited(4, (line) => line.replace('"count":3', '"count":2')), 5],
    ['the newest number of the footer', edited(4, (line) => line.replace('"lastSeq":7', '"lastSeq":6')), 5],
    ['the newest hash of the footer', edited(4, (line) => line.replace(/"lastHash":"../, '"lastHash":"00')), 5],
    ['the digest of the footer', edited(4, (line) => line.replace(/"sha256":"../, '"sha256":"00')), 5],
    ['the signature', edited(4, (line) => line.replace(/"signature":"..../, '"signature":"AAAA')), 5],
    ['a line into none', edited(2, () => 'nothing'), 3],
    ['a line into one with more in it', edited(2, (line) => line.replace('{', '{"more":1,')), 3],
    ['the order of lines', [0, 2, 1, 3, 4].map((at) => signed(parts())[at] ?? ''), 2],
    ['a line away', signed(parts()).filter((_line, at) => at !== 2), 3],
    ['the first row away', signed(parts()).filter((_line, at) => at !== 1), 2],
    ['the newest row away', signed(parts()).filter((_line, at) => at !== 3), 4],
    ['a line twice', [0, 1, 1, 2, 3, 4].map((at) => signed(parts())[at] ?? ''), 3],
    ['the header away', signed(parts()).slice(1), 1],
    ['the footer away', signed(parts()).slice(0, 4), 4],
    ['all away', [], 0],
    ['more after the footer', [...signed(parts()), signed(parts())[1] ?? ''], 6],
    ['two exports into one', [...signed(parts()), ...signed(parts())], 6],
  ])('when somebody changes %s, then it is reported with its line', (_what, lines, line) => {
    const { ok, problems } = verdictOn(lines);
    expect(ok).toBe(false);
    expect(problems.map((problem) => problem.line)).toContain(line);
  });

  it('when somebody signs what he has changed with a key of his own, then the public key tells', () => {
    const own = createAuditSigner([{ id: 'k1', key: Buffer.alloc(32, 9) }]);
    const forged = parts();
    forged.header.signer.publicKey = own.publicKey;
    expect(verdictOn(signed(forged, own)).ok).toBe(true);
    expect(verdictOn(signed(forged, own), { publicKey: signer.publicKey }).problems.map(({ detail }) => detail)).toEqual(['The file names another public key than the one given.', 'The signature is not one of this key over these lines.']);
  });

  it.each<[string, (own: Parts) => void, string]>([
    ['a row', ({ executions }) => void (executions[1]!.row['message'] = 'nothing happened'), 'Row 6 is not as it was written.'],
    ['the key of a row', ({ executions, header }) => {
      executions[1]!.row['keyId'] = 'k9';
      header.keyIds.push('k9');
    }, 'Row 6 was hashed with the key k9, which is not in SECRET_KEYS.'],
    ['the project of a row', ({ executions }) => void (executions[1]!.row['projectId'] = 'p2'), 'Row 6 belongs to another project.'],
    ['the time of a row', ({ executions }) => void (executions[0]!.row['createdAt'] = '2026-04-01T00:00:00.000Z'), 'Row 5 lies outside the time that the header names.'],
    ['a delta', ({ executions }) => void (executions[1]!.delta = null), 'The delta of row 6 is not what the row says.'],
  ])('when whoever signs has changed %s, then the keys or the order tell', (_what, change, detail) => {
    const changed = parts();
    change(changed);
    expect(verdictOn(signed(changed), { publicKey: signer.publicKey, withMacs: true }).problems.map((problem) => problem.detail)).toContain(detail);
  });

  it('when the delta was pruned, then that is no problem', () => {
    const pruned = parts();
    pruned.executions[1]!.delta!.diff = null;
    expect(verdictOn(signed(pruned)).ok).toBe(true);
  });

  it('when nothing was recorded in that time, then an empty export is whole', () => {
    const { header } = parts();
    const empty = { header: { ...header, firstSeq: null, firstPreviousHash: '', keyIds: [] }, executions: [], footer: { type: 'footer' as const, count: 0, lastSeq: null, lastHash: '' } };
    expect(verdictOn(signed(empty), { publicKey: signer.publicKey })).toMatchObject({ ok: true, count: 0 });
  });
});
