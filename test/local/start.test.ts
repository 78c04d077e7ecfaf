import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Project } from '../../contract/project.ts';
import { freePort } from '../../local/free-port.ts';
import { isStill } from '../../local/process-identity.ts';
import { openProcessRegister } from '../../local/process-register.ts';
import { temporalBinary } from '../../local/temporal-binary.ts';
import { terminalLinkPath } from '../../platform/terminal-link.ts';
import { caller, expectData } from '../support/http.ts';
import { binaryCache, root } from '../support/services.ts';

const START_WITHIN_MS = 180_000;

type Start = { child: ChildProcess; output: () => string; ready: Promise<string>; ended: Promise<number | null> };
type Recorded = { name: string; pid: number; identity: string };

let directory: string;
let environment: NodeJS.ProcessEnv;
let last: Start | null = null;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'start-'));
  const cli = await temporalBinary({ named: process.env['TEMPORAL_CLI_PATH'] ?? null, cache: binaryCache });
  environment = {
    ...process.env,
    ...{ NODE_ENV: '', NODE_OPTIONS: '', GATEHOUSE_HOME: join(directory, 'home'), PORT: String(await freePort()) },
    ...(cli.includes('/') ? { TEMPORAL_CLI_PATH: cli } : {}),
  };
}, START_WITHIN_MS);

afterEach(async () => {
  last?.child.kill('SIGTERM');
  await last?.ended;
  last = null;
});

afterAll(async () => {
  await openProcessRegister(join(directory, 'home', 'processes.json')).catch(() => undefined); // What a failed test left running.
  rmSync(directory, { recursive: true, force: true });
});

/** Runs the launcher like `npm start`; `ready` carries the sign-in token. */
function start(overrides: NodeJS.ProcessEnv = {}): Start {
  const child = spawn('node', [join(root, 'local', 'start.mjs')], { env: { ...environment, ...overrides }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<string>((resolve, reject) => {
    const look = (chunk: Buffer) => {
      output += chunk.toString();
      const token = /\/auth\/link\/(\S+)/.exec(output)?.[1];
      if (token !== undefined && output.includes('Ctrl-C')) resolve(token);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    void ended.then(() => reject(new Error(output)));
  });
  ready.catch(() => undefined);
  last = { child, output: () => output, ready, ended };
  return last;
}

const url = () => `http://127.0.0.1:${environment['PORT']}`;
const recorded = () => JSON.parse(readFileSync(join(directory, 'home', 'processes.json'), 'utf8')) as Recorded[];
const living = (processes: Recorded[]) => processes.filter(({ pid, identity }) => isStill(pid, identity)).map(({ name }) => name);

async function projectsSeenWith(token: string): Promise<string[]> {
  const answer = await fetch(`${url()}/api/v1/auth/link/${token}`, { method: 'POST', redirect: 'manual' });
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0]).join('; ');
  const { items } = expectData(await caller(url(), { cookie }).get<{ items: Project[] }>('/projects'));
  return items.map(({ projectId, name }) => `${name} ${projectId}`);
}

describe('npm start', () => {
  let demo: string[];

  it('when nothing is there yet, then everything comes up, and the link signs in to the demo project once', async () => {
    const { ready, output } = start();
    const token = await ready;
    expect((await fetch(`${url()}/ready`)).status).toBe(200);
    demo = await projectsSeenWith(token);
    expect(demo).toEqual([expect.stringMatching(/^Demo /)]);
    await expect(projectsSeenWith(token)).rejects.toThrow('401');
    const terminal = readFileSync(terminalLinkPath(join(directory, 'home')), 'utf8').trim().split('/').at(-1) ?? '';
    expect(await projectsSeenWith(terminal)).toEqual(demo);
    await expect(projectsSeenWith(terminal)).rejects.toThrow('401');
    for (const line of ['dependencies', 'interface', 'workflows', 'temporal binary', 'temporal', 'postgres', 'migrations', 'worker and api', 'demo project']) {
      expect(output()).toMatch(new RegExp(`^${line} … \\d+\\.\\d s$`, 'm'));
    }
    const ui = /Temporal Web\s+(\S+)/.exec(output())?.[1] ?? '';
    expect((await fetch(ui)).status).toBe(200);
  }, START_WITHIN_MS);

  it('when it is told to stop, then every child ends and the data stays', async () => {
    const { ready, child, ended } = start();
    await ready;
    const processes = recorded();
    expect(living(processes)).toEqual(expect.arrayContaining(['launcher', 'Postgres', 'Temporal', 'worker', 'api']));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(living(processes)).toEqual([]);
  }, START_WITHIN_MS);

  it('when the launcher was killed, then the next start clears up and keeps the data', async () => {
    const first = start();
    await first.ready;
    const processes = recorded();
    first.child.kill('SIGKILL');
    process.kill(processes[0]!.pid, 'SIGKILL');
    await first.ended;
    const next = start();
    expect(await projectsSeenWith(await next.ready)).toEqual(demo);
    expect(living(processes)).toEqual([]);
  }, START_WITHIN_MS);

  it('when one already runs on the same data, then a second one says so and leaves it alone', async () => {
    const first = start();
    await first.ready;
    const second = start({ PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`already runs here as process ${recorded()[0]!.pid}`);
    expect((await fetch(`${url()}/ready`)).status).toBe(200);
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
  }, START_WITHIN_MS);

  it('when the port is taken, then one sentence says which', async () => {
    const other = createServer().listen({ host: '127.0.0.1', port: 0 });
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = String(typeof address === 'object' && address !== null ? address.port : 0);
    try {
      const { ended, output } = start({ PORT: port });
      expect(await ended).toBe(1);
      expect(output()).toContain(`Port ${port} on 127.0.0.1 cannot be listened on`);
      expect(output()).not.toContain('    at ');
    } finally {
      other.close();
    }
  }, START_WITHIN_MS);

  it.each([
    ['a variable is wrong', { PORT: 'eighty' }, 'PORT is "eighty"; expected a whole number'],
    ['the Temporal program is missing', { TEMPORAL_CLI_PATH: '/nowhere/temporal' }, 'TEMPORAL_CLI_PATH is /nowhere/temporal, which is no Temporal CLI'],
    ['the database cannot be reached', { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }, 'DATABASE_URL names 127.0.0.1:1, where nothing answers (ECONNREFUSED)'],
    ['Temporal cannot be reached', { TEMPORAL_ADDRESS: '127.0.0.1:1' }, 'TEMPORAL_ADDRESS names 127.0.0.1:1, where nothing answers (ECONNREFUSED)'],
  ])('when %s, then one sentence says so and nothing keeps running', async (_when, overrides, sentence) => {
    const { ended, output } = start(overrides);
    expect(await ended).toBe(1);
    expect(output()).toContain(sentence);
    expect(output()).not.toContain('    at ');
  }, START_WITHIN_MS);
});
