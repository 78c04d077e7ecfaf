import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeviceGrant } from '../../contract/device-grant.ts';
import type { Me } from '../../contract/user.ts';
import { sharedHouse } from '../support/house.ts';
import { caller, createUser, expectData, type Session } from '../support/http.ts';
import { root } from '../support/services.ts';

let admin: Session;
const running: ChildProcessWithoutNullStreams[] = [];

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
});
afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')));

type Ended = { code: number | null; out: string; errors: string };
type Login = { file: string; userCode: string; child: ChildProcessWithoutNullStreams; ended: Promise<Ended> };

const loginsIn = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as { logins: Record<string, { token: string }> }).logins;

/** Runs the command line in a process and a home of its own. */
function gatehouse(config: string, args: readonly string[]): { child: ChildProcessWithoutNullStreams; ended: Promise<Ended>; heard: { out: string; errors: string } } {
  const environment = { PATH: process.env['PATH'], HOME: config, XDG_CONFIG_HOME: config, GATEHOUSE_HOME: config, GATEHOUSE_URL: admin.url };
  const child = spawn(process.execPath, [join(root, 'cli', 'gatehouse.mjs'), ...args], { env: environment, stdio: 'pipe' });
  running.push(child);
  child.stdin.end();
  const heard = { out: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (heard.out += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (heard.errors += String(chunk)));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, ...heard })));
  return { child, heard, ended };
}

/** Begins `gatehouse login` and waits until it shows its code. */
async function login(args: readonly string[] = []): Promise<Login> {
  const config = mkdtempSync(join(tmpdir(), 'gatehouse-cli-'));
  const { child, heard, ended } = gatehouse(config, ['login', ...args]);
  const shown = new Promise<string>((resolve, reject) => {
    child.stderr.on('data', () => {
      const [code] = /\b[A-Z]{4}-[A-Z]{4}$/m.exec(heard.errors) ?? [];
      if (code !== undefined) resolve(code);
    });
    child.once('close', () => reject(new Error(heard.errors)));
  });
  return { file: join(config, 'gatehouse', 'logins.json'), userCode: await shown, child, ended };
}

describe('10.3 gatehouse login by a code', () => {
  it('when its person approves in the browser, then it keeps a token that works, and logging out ends it', async () => {
    const person = await createUser(admin);
    const { userCode, file, ended } = await login(['--json']);
    expect(expectData(await person.get<DeviceGrant>(`/auth/device/${userCode}`)).clientName).toContain('gatehouse login on');
    expectData(await person.post(`/auth/device/${userCode}/approve`));
    const { code, out, errors } = await ended;
    expect({ code, errors }).toEqual({ code: 0, errors: expect.stringContaining(`${admin.url}/device?code=${userCode}`) });
    expect(JSON.parse(out)).toMatchObject({ url: admin.url, username: person.me.user.username });

    const token = loginsIn(file)[admin.url]?.token;
    expect(out + errors).not.toContain(token);
    const signedIn = caller(admin.url, { authorization: `Bearer ${token}` });
    expect(expectData(await signedIn.get<Me>('/auth/me'))).toMatchObject({ via: 'token', user: { userId: person.me.user.userId } });
    expect(await gatehouse(join(file, '..', '..'), ['logout']).ended).toMatchObject({ code: 0 });
    expect((await signedIn.get('/auth/me')).status).toBe(401);
  });

  it('when it is denied, then it says so, ends with 3, and keeps nothing', async () => {
    const { userCode, file, ended } = await login();
    expectData(await admin.post(`/auth/device/${userCode}/deny`));
    expect(await ended).toMatchObject({ code: 3, out: '', errors: expect.stringContaining('The sign-in was denied.') });
    expect(existsSync(file)).toBe(false);
  });

  it('when Ctrl-C is pressed while it waits, then it ends with 1 in one sentence, and a later approval gives nobody a token', async () => {
    const person = await createUser(admin);
    const { userCode, file, child, ended } = await login();
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 1, out: '', errors: expect.stringMatching(/\nInterrupted\.\n$/) });
    expectData(await person.post(`/auth/device/${userCode}/approve`));
    expect(existsSync(file)).toBe(false);
    expect(expectData(await person.get<{ items: unknown[] }>('/tokens')).items).toEqual([]);
  });
});
