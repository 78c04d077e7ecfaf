import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CreatedAlertChannel } from '../../contract/alert-channel.ts';
import type { Execution, SimulatedExecution } from '../../contract/execution.ts';
import type { Project } from '../../contract/project.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import type { CreatedToken } from '../../contract/token.ts';
import { mintSignInTokens } from '../../local/sign-in.ts';
import { terminalLinkPath } from '../../platform/terminal-link.ts';
import { call } from '../cli/call.ts';
import { root } from '../support/services.ts';
import { caller } from '../support/http.ts';
import { openStage, type Stage } from './stage.ts';

const config = mkdtempSync(join(tmpdir(), 'gatehouse-cli-'));
const loginsFile = join(config, 'gatehouse', 'logins.json');

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const { code, errors } = await gatehouse(['login', '--url', stage.house.url, '--username', 'admin'], { input: `${stage.house.adminPassword}\n` });
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
});

type Answer = { code: number | null; out: string; errors: string };

/** Runs the command as a person would, in a process of its own. */
function gatehouse(args: string[], { input = '', home = config }: { input?: string; home?: string } = {}): Promise<Answer> {
  const environment = { PATH: process.env['PATH'], HOME: config, XDG_CONFIG_HOME: config, GATEHOUSE_HOME: home };
  const child = spawn(process.execPath, [join(root, 'cli', 'gatehouse.mjs'), ...args], { env: environment, stdio: 'pipe' });
  const heard = { out: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (heard.out += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (heard.errors += String(chunk)));
  child.stdin.on('error', () => undefined); // A command that asks for nothing may end before it is read.
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...heard })));
}

/** Runs the command in the stage's project and reads its JSON. */
async function inProject<Data>(args: string[], input = ''): Promise<{ code: number | null; data: Data }> {
  const { code, out, errors } = await gatehouse([...args, '--project', stage.projectId, '--json'], { input });
  if (out === '') throw new Error(errors);
  return { code, data: JSON.parse(out) as Data };
}

describe('7.3 The command line: signing in', () => {
  it('when somebody has logged in, then the token is kept for its owner alone, and without a password', () => {
    const text = readFileSync(loginsFile, 'utf8');
    expect(statSync(loginsFile).mode & 0o777).toBe(0o600);
    expect(text).not.toContain(stage.house.adminPassword);
  });

  it('when the password is wrong, then one sentence with the request id says so and nothing is kept', async () => {
    const before = readFileSync(loginsFile, 'utf8');
    const { code, errors } = await gatehouse(['login', '--url', stage.house.url, '--username', 'admin'], { input: 'wrong\n' });
    expect(code).toBe(1);
    expect(errors).toMatch(/^.+\(401, requestId [\w.:-]+\)\n$/);
    expect(readFileSync(loginsFile, 'utf8')).toBe(before);
  });

  it('when a Gatehouse runs on this computer, then its link signs in without a password, once', async () => {
    const home = mkdtempSync(join(tmpdir(), 'gatehouse-home-'));
    writeFileSync(terminalLinkPath(home), `${stage.house.url}/api/v1/auth/link/${(await mintSignInTokens(stage.house.databaseUrl)).terminal}\n`);
    expect(await gatehouse(['login', '--local'], { home })).toMatchObject({ code: 0, errors: '' });
    expect(await gatehouse(['login', '--local'], { home })).toMatchObject({ code: 1, errors: expect.stringContaining('used before') });
  });

  it('when somebody logs out, then the token has ended', async () => {
    const given = { url: stage.house.url, directory: join(mkdtempSync(join(tmpdir(), 'gatehouse-cli-')), 'gatehouse') };
    expect((await call(['login', '--username', 'admin'], { ...given, input: stage.house.adminPassword })).errors).toBe('');
    const { logins } = JSON.parse(readFileSync(join(given.directory, 'logins.json'), 'utf8')) as { logins: Record<string, { token: string }> };
    const authorization = `Bearer ${logins[stage.house.url]?.token}`;
    expect((await caller(stage.house.url, { authorization }).get('/auth/me')).status).toBe(200);
    expect(await call(['logout'], given)).toMatchObject({ code: 0 });
    expect((await caller(stage.house.url, { authorization }).get('/auth/me')).status).toBe(401);
    expect(await call(['state'], { ...given, project: stage.projectId })).toMatchObject({ code: 2 });
  });
});

describe('7.3 The command line: run, simulate and explain', () => {
  it('when an action runs, then it exits with 0 and its inputs have their types', async () => {
    const { code, data } = await inProject<Execution>(['run', 'demo.counter.set', 'value=7']);
    expect({ code, status: data.status, inputs: data.intent.inputs }).toEqual({ code: 0, status: 'success', inputs: { value: 7 } });
    expect((await inProject<Snapshot>(['state'])).data.components['demo.counter']).toEqual({ value: 7 });
  });

  it('when an attempt is repeated under its name, then it is answered again and not run again', async () => {
    const args = ['run', 'demo.counter.increment', '--request-id', 'once-only'];
    const first = await inProject<Execution>(args);
    expect((await inProject<Execution>(args)).data.executionId).toBe(first.data.executionId);
  });

  it('when an action is only simulated, then it says what would be and changes nothing', async () => {
    const before = await stage.counter();
    const { code, data } = await inProject<SimulatedExecution>(['simulate', 'demo.counter.set', 'value=99']);
    expect({ code, simulated: data.simulated, is: data.nextState.components['demo.counter'] }).toEqual({ code: 0, simulated: true, is: { value: 99 } });
    expect(await stage.counter()).toBe(before);
  });

  it('when an action is refused, then it exits with 3, says which gate, and why tells every gate', async () => {
    const refused = await gatehouse(['run', 'demo.counter.reset', '--project', stage.projectId]);
    expect(refused).toMatchObject({ code: 3, out: expect.stringContaining("confirmation_required at the gate 'confirmation'") });
    const shortId = /([0-9a-f]{8})\)/.exec(refused.out)?.[1] ?? '';
    const why = await gatehouse(['why', shortId, '--project', stage.projectId]);
    expect(why).toMatchObject({ code: 0, out: expect.stringMatching(/confirmation +refuse/) });
    expect((await inProject<Execution>(['run', 'demo.counter.reset', '--confirm'])).code).toBe(0);
  });

  it('when inputs do not fit, then the refusal is recorded', async () => {
    const { code, data } = await inProject<Execution>(['run', 'demo.counter.set', 'value=many']);
    expect({ code, error: data.error?.code }).toEqual({ code: 3, error: 'input_invalid' });
    const listed = await inProject<Execution[]>(['executions', '--status', 'rejected', '--action', 'demo.counter.set', '--limit', '1']);
    expect(listed.data.map(({ executionId }) => executionId)).toEqual([data.executionId]);
  });

  it('when the project does not exist, then it exits with 1 and names the request', async () => {
    const { code, errors } = await gatehouse(['state', '--project', '00000000-0000-7000-8000-000000000000']);
    expect({ code, errors }).toEqual({ code: 1, errors: expect.stringMatching(/\(404, requestId [\w.:-]+\)/) });
  });
});

describe('7.3 The command line: plans', () => {
  const steps = 'steps:\n  - {actionId: demo.counter.set, inputs: {value: 3}}\n  - {actionId: demo.counter.increment}\n';

  it('when a plan is simulated, then it tells all of its steps and changes nothing', async () => {
    const before = await stage.counter();
    const { code, data } = await inProject<{ steps: unknown[]; status: string }>(['plan', '-', '--simulate'], steps);
    expect({ code, status: data.status, steps: data.steps.length }).toEqual({ code: 0, status: 'success', steps: 2 });
    expect(await stage.counter()).toBe(before);
  });

  it('when a plan runs, then it waits for its end', async () => {
    const { code, data } = await inProject<{ status: string }>(['plan', '-', '--run'], steps);
    expect({ code, status: data.status, counter: await stage.counter() }).toEqual({ code: 0, status: 'succeeded', counter: 4 });
  });

  it('when a step is not a step, then it says where', async () => {
    const { code, errors } = await gatehouse(['plan', '-', '--project', stage.projectId], { input: '{"steps": [{"actionId": "x y", "inputs": {}}]}' });
    expect({ code, errors }).toEqual({ code: 1, errors: expect.stringContaining('/steps/0/actionId') });
  });
});

describe('7.3 The command line: chat', () => {
  it('when a message runs an action, then the reply has its receipt', async () => {
    const { code, out } = await gatehouse(['chat', 'set the counter to 12', '--project', stage.projectId]);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('success  demo.counter.set@v1') });
    expect(await stage.counter()).toBe(12);
  });

  it('when a message needs a yes and nobody is there, then it exits with 3 and nothing has run', async () => {
    const { code } = await gatehouse(['chat', 'reset the counter', '--project', stage.projectId]);
    expect({ code, counter: await stage.counter() }).toEqual({ code: 3, counter: 12 });
  });

  it('when a person is there to say yes, then it runs', async () => {
    const { code } = await call(['chat', 'reset the counter'], { url: stage.house.url, token: savedToken(), project: stage.projectId, isTTY: true, input: 'y' });
    expect({ code, counter: await stage.counter() }).toEqual({ code: 0, counter: 0 });
  });
});

const savedToken = (): string => {
  const { logins } = JSON.parse(readFileSync(loginsFile, 'utf8')) as { logins: Record<string, { token: string }> };
  return logins[stage.house.url]?.token ?? '';
};

describe('7.3 The command line: administration', () => {
  const run = (args: string[], input = '') => call([...args, '--json'], { url: stage.house.url, token: savedToken(), project: stage.projectId, input });
  const made = async <Data>(args: string[], input = '') => {
    const { code, out, errors } = await run(args, input);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    return JSON.parse(out) as Data;
  };

  it('when a project is made, locked, unlocked and archived, then it is listed so', async () => {
    const name = `By command ${Date.now()}`;
    const { projectId } = await made<Project>(['project', 'create', name]);
    expect(await made<Project>(['project', 'lock', name])).toMatchObject({ projectId, status: 'locked' });
    expect(await made<Project>(['project', 'unlock', projectId.slice(-8)])).toMatchObject({ projectId, status: 'active' });
    expect(await made<Project>(['project', 'archive', projectId])).toMatchObject({ projectId, status: 'archived' });
    expect((await made<Project[]>(['project', 'list'])).find((project) => project.projectId === projectId)?.status).toBe('archived');
    expect(await made<Project>(['project', 'unarchive', projectId])).toMatchObject({ status: 'active' });
  });

  it('when a user is made with a password from standard input, then he signs in, and a reset ends his sessions', async () => {
    const username = `cli-${Date.now()}`;
    await made(['user', 'create', username], 'correct horse battery\n');
    expect((await caller(stage.house.url).post('/auth/login', { username, password: 'correct horse battery' })).status).toBe(200);
    await made(['user', 'password-reset', username], 'another horse battery\n');
    expect((await caller(stage.house.url).post('/auth/login', { username, password: 'correct horse battery' })).status).toBe(401);
    expect((await caller(stage.house.url).post('/auth/login', { username, password: 'another horse battery' })).status).toBe(200);
    expect(await made(['member', 'add', username, '--role', 'viewer'])).toMatchObject({ username, role: 'viewer' });
    expect(await made<{ username: string }[]>(['member', 'list'])).toContainEqual(expect.objectContaining({ username }));
    await made(['member', 'remove', username]);
    expect(await made(['user', 'disable', username])).toMatchObject({ username, disabled: true });
  });

  it('when a token is made, then it is shown once, listed without its secret, and ends when it is revoked', async () => {
    const name = `token ${Date.now()}`;
    const { token, tokenId } = await made<CreatedToken>(['token', 'create', name, '--expires-in-days', '1']);
    const { out } = await run(['token', 'list']);
    expect(out).toContain(tokenId);
    expect(out).not.toContain(token);
    await made(['token', 'revoke', name]);
    expect((await caller(stage.house.url, { authorization: `Bearer ${token}` }).get('/auth/me')).status).toBe(401);
  });

  it('when an alert channel is made, then its secret is shown once, and it ends when it is deleted', async () => {
    const name = `channel ${Date.now()}`;
    const { secret, channelId } = await made<CreatedAlertChannel>(['alert-channel', 'create', name, 'https://hooks.example/cli', '--kinds', 'approval.closed']);
    expect(secret).toMatch(/^whsec_/);
    const { out } = await run(['alert-channel', 'list']);
    expect(out).toContain(channelId);
    expect(out).not.toContain(secret);
    await made(['alert-channel', 'delete', name]);
    expect((await run(['alert-channel', 'list'])).out).not.toContain(channelId);
    expect((await run(['alert-channel', 'create', name, 'https://hooks.example/cli', '--kinds', 'everything'])).code).toBe(2);
  });

  it('when a policy is applied, then it is the one in force', async () => {
    await made(['policy', 'apply', '-'], 'limits: {budget: {daily: 400}}');
    expect(await made(['policy', 'show'])).toMatchObject({ policy: { limits: { budget: { daily: 400 } } } });
  });

  it('when a project is stopped, then it is locked and nothing runs in it', async () => {
    const { projectId } = await made<Project>(['project', 'create', `Stopped ${Date.now()}`]);
    expect(await made(['stop', '--reason', 'a leak', '--project', projectId])).toMatchObject({ project: { projectId, status: 'locked' } });
    expect((await run(['run', 'demo.counter.increment', '--project', projectId])).code).toBe(3);
  });

  it('when the history is verified, then it is whole', async () => {
    expect(await made(['integrity', 'verify'])).toMatchObject({ ok: true, problems: [] });
  });

  it('when the state is asked for as it was, then it is that', async () => {
    expect(await made<Snapshot>(['state', '--version', '0'])).toMatchObject({ version: 0, components: { 'demo.counter': { value: 0 } } });
  });
});
