import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditExecution, AuditFooter, AuditHeader, AuditKey } from '../../contract/audit-export.ts';
import type { CreatedToken } from '../../contract/token.ts';
import { createRunningHash } from '../../platform/audit-signer.ts';
import { call } from '../cli/call.ts';
import { expectData, type Session } from '../support/http.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';

const increment = { actionId: 'demo.counter.increment', inputs: {} };
const directory = mkdtempSync(join(tmpdir(), 'gatehouse-audit-'));
const file = join(directory, 'audit.ndjson');

describe('10.5 An export of the audit', () => {
  let stage: Stage;
  let sql: Sql;
  let token: string;
  let key: AuditKey;
  beforeAll(async () => {
    stage = await openStage();
    sql = await openSql(stage.house.databaseUrl);
    for (let round = 0; round < 3; round += 1) await stage.admin.run(increment);
    await stage.admin.run({ actionId: 'demo.counter.set', inputs: { value: 'none' } });
    await stage.admin.run({ actionId: 'memory.remember', inputs: { key: 'place', value: 'a planted \u202e secret' } });
    token = String(expectData(await stage.admin.session.post<CreatedToken>('/tokens', { name: 'Audit' }), 201).token);
    key = expectData(await stage.admin.session.get<AuditKey>('/org/audit-key'));
  });
  afterAll(() => sql.close());

  const read = ({ url, cookie }: Session, query = '', path = stage.at('/audit/export')) => fetch(`${url}/api/v1${path}${query}`, { headers: { cookie } });
  const gatehouse = (args: string[], secretKeys: string | null = null) => call(args, { url: stage.house.url, token, project: stage.projectId, secretKeys });
  const verifyText = (text: string, ...more: string[]) => {
    const path = join(directory, 'changed.ndjson');
    writeFileSync(path, text);
    return gatehouse(['audit', 'verify', path, ...more], stage.house.secretKeys);
  };

  it('when an admin exports, then each execution is a line as it was hashed, and the footer signs all lines before it', async () => {
    const answer = await read(stage.admin.session);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    const text = await answer.text();
    const lines = text.trimEnd().split('\n');
    const header = JSON.parse(lines[0]!) as AuditHeader;
    const footer = JSON.parse(lines.at(-1)!) as AuditFooter;
    const executions = lines.slice(1, -1).map((line) => JSON.parse(line) as AuditExecution);
    expect(header).toMatchObject({ format: 'gatehouse-audit/1', projectId: stage.projectId, keyIds: ['k1'], firstSeq: 1, firstPreviousHash: '', signer: { keyId: 'k1', publicKey: key.publicKey } });
    expect(executions.map(({ row }) => [row['seq'], row['status']])).toEqual([[1, 'success'], [2, 'success'], [3, 'success'], [4, 'rejected'], [5, 'success']]);
    expect(executions[1]).toMatchObject({ row: { previousHash: executions[0]!.hash }, delta: { version: 2, diff: [{ path: '/demo.counter/value', value: 2, old: 1 }] } });
    expect(footer).toMatchObject({ count: 5, lastSeq: 5, lastHash: executions.at(-1)!.hash });
    expect(text).not.toContain('planted');
    const before = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1);
    const hash = createRunningHash();
    hash.add(before);
    expect(hash.hex()).toBe(footer.sha256);
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key.publicKey, 'base64').toString('base64url') }, format: 'jwk' });
    expect(verify(null, Buffer.from(footer.sha256, 'hex'), publicKey, Buffer.from(footer.signature, 'base64'))).toBe(true);
  });

  it('when the command line exports, then the file verifies offline, with the public key and with the master keys', async () => {
    const exported = await gatehouse(['audit', 'export', '--out', file]);
    expect(exported).toMatchObject({ code: 0, out: expect.stringContaining('5 executions') });
    const offline = (args: string[], secretKeys: string | null) => call(['audit', 'verify', file, ...args], { secretKeys });
    expect(await offline([], null)).toMatchObject({ code: 0, out: expect.stringContaining('Give --public-key to prove') });
    expect(await offline(['--public-key', key.publicKey], null)).toMatchObject({ code: 0, out: expect.stringContaining('Signed with the given key.') });
    expect(await offline(['--public-key', key.publicKey], stage.house.secretKeys)).toMatchObject({ code: 0, out: expect.stringContaining('5 recomputed') });
    expect(await offline(['--public-key', Buffer.alloc(32, 1).toString('base64')], null)).toMatchObject({ code: 1, out: expect.stringContaining('another public key') });
    expect(await offline([], `k1:${Buffer.alloc(32, 1).toString('base64')}`)).toMatchObject({ code: 1, out: expect.stringContaining('line 2: Row 1 is not as it was written.') });
    expect(await offline([], 'nonsense')).toMatchObject({ code: 2 });
    const { out } = await gatehouse(['audit', 'export']);
    expect(out.trimEnd().split('\n').slice(1, -1)).toEqual(readFileSync(file, 'utf8').trimEnd().split('\n').slice(1, -1));
  });

  it('when a time is given, then what lies in it is exported, linked to what was before', async () => {
    const all = (await (await read(stage.admin.session)).text()).trimEnd().split('\n');
    const third = JSON.parse(all[3]!) as AuditExecution;
    const from = String(third.row['createdAt']);
    const text = await (await read(stage.admin.session, `?from=${from}`)).text();
    expect(JSON.parse(text.split('\n')[0]!)).toMatchObject({ from, to: null, firstSeq: 3, firstPreviousHash: third.row['previousHash'] });
    expect(text.split('\n').slice(1, -2)).toEqual(all.slice(3, -1));
    expect(await verifyText(text, '--public-key', key.publicKey)).toMatchObject({ code: 0 });
    const none = await (await read(stage.admin.session, '?to=2001-01-01T00:00:00.000Z')).text();
    expect(await verifyText(none)).toMatchObject({ code: 0, out: expect.stringContaining('0 executions') });
    expect((await read(stage.admin.session, '?from=yesterday')).status).toBe(422);
  });

  it('when a row was edited in SQL, then the keys tell, and when one was deleted, then the order does', async () => {
    const edit = (by: number) => sql.rows('update execution set cost = cost + $2 where project_id = $1 and seq = 2', [stage.projectId, by]);
    await edit(1);
    try {
      const text = await (await read(stage.admin.session)).text();
      expect(await verifyText(text)).toMatchObject({ code: 1, out: expect.stringContaining('line 3: Row 2 is not as it was written.') });
    } finally {
      await edit(-1);
    }
    const other = await openStage();
    for (let round = 0; round < 3; round += 1) await other.admin.run(increment);
    await sql.rows('delete from execution where project_id = $1 and seq = 2', [other.projectId]);
    const text = await (await read(other.admin.session, '', other.at('/audit/export'))).text();
    expect(await verifyText(text)).toMatchObject({ code: 1, out: expect.stringContaining('line 3: Row 3 stands where row 2 was expected.') });
  });

  it('when a line of any kind is changed, or the file is cut off, then that is said with its line', async () => {
    const text = await (await read(stage.admin.session)).text();
    const lines = text.trimEnd().split('\n');
    const changed = (at: number, from: string, to: string) => lines.map((line, index) => (index === at ? line.replace(from, to) : line)).join('\n');
    expect(await verifyText(changed(0, '"from":null', '"from":"2001-01-01T00:00:00.000Z"'))).toMatchObject({ code: 1, out: expect.stringContaining('line 7: The lines are not those that were signed.') });
    expect(await verifyText(changed(2, 'success', 'rejected'))).toMatchObject({ code: 1, out: expect.stringContaining('line 3: Row 2 is not as it was written.') });
    expect(await verifyText(changed(6, '"count":5', '"count":4'))).toMatchObject({ code: 1, out: expect.stringContaining('line 7: The footer counts 4') });
    expect(await verifyText(lines.slice(0, 4).join('\n'))).toMatchObject({ code: 1, out: expect.stringContaining('cut off') });
    expect(await verifyText('')).toMatchObject({ code: 1 });
    expect(await gatehouse(['audit', 'verify', join(directory, 'missing')])).toMatchObject({ code: 1 });
  });

  it('when somebody is no admin, then nothing is exported; the public key is for everybody who is signed in', async () => {
    const operator = await stage.join('operator');
    expect((await read(operator.session)).status).toBe(403);
    expect(expectData(await operator.session.get<AuditKey>('/org/audit-key'))).toEqual(key);
    expect(key).toMatchObject({ keyId: 'k1', algorithm: 'Ed25519', older: [] });
  });
});
