import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase, startApplication, whenReady, type Program } from '../../../local/applications.ts';
import { buildWorkflows } from '../../../local/builds.ts';
import type { Child } from '../../../local/child.ts';
import { createFamily, type Family } from '../../../local/family.ts';
import { freePort } from '../../../local/free-port.ts';
import { openHome } from '../../../local/home.ts';
import { startPostgres } from '../../../local/postgres.ts';
import { openProcessRegister } from '../../../local/process-register.ts';
import { startTemporal } from '../../../local/temporal.ts';
import { temporalBinary } from '../../../local/temporal-binary.ts';
import { createProject, expectData, signIn, type Session } from '../../support/http.ts';
import { binaryCache, root } from '../../support/services.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { killWhole } from './kill-whole.ts';
import type { Seeded } from './seeded.ts';

export const PARTS = ['worker', 'api', 'temporal', 'postgres'] as const;
export type Part = (typeof PARTS)[number];

/** A whole Gatehouse of a campaign's own, whose parts can be killed and started again on the same data. */
export type Grounds = {
  admin: Session;
  databaseUrl: string;
  /** Where everything of it lies: logs, data and attachments. */
  directory: string;
  /** Starts one more process of the house under another environment. */
  startBeside: (room: 'api' | 'worker', environment: NodeJS.ProcessEnv) => Promise<Child>;
  proxies: { postgres: TcpProxy; temporal: TcpProxy } | null;
  openProjects: (count: number, policy?: object) => Promise<[string, ...string[]]>;
  /** Kills with SIGKILL, every process of the part at once, and resolves when none is left. Of several workers, the oldest. */
  kill: (part: Part) => Promise<void>;
  /** Starts it again on the same port and data, and resolves when it serves. */
  restart: (part: Part) => Promise<void>;
  stop: () => Promise<void>;
};

export type GroundsOptions = { seeded: Seeded; workers?: number; proxied?: boolean; environment?: NodeJS.ProcessEnv; parent?: string };

const PASSWORD = 'campaign';

/** Starts Postgres, Temporal with a file database, an api and workers; `proxied` puts a proxy before each of the first two. */
export async function openGrounds({ seeded, workers = 1, proxied = false, environment = {}, parent = tmpdir() }: GroundsOptions): Promise<Grounds> {
  const directory = mkdtempSync(join(parent, 'gatehouse-faults-'));
  chmodSync(directory, 0o755); // Postgres may run under an account of its own.
  const register = await openProcessRegister(join(directory, 'processes.json'));
  const family = createFamily(register);
  const proxies: TcpProxy[] = [];
  const stop = async () => {
    await family.stop();
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    register.close();
    if (process.env['KEEP_FAULTS'] === undefined) rmSync(directory, { recursive: true, force: true });
  };
  try {
    const services = await openServices(directory, family);
    const before = async ({ host, port }: Address, fromBytes: number) => {
      const proxy = await startTcpProxy({ target: { host, port }, chance: seeded.next, fromBytes });
      proxies.push(proxy);
      return proxy;
    };
    const pair = proxied ? { postgres: await before(services.postgres, 1), temporal: await before(services.temporal, HTTP2_REQUEST_BYTES) } : null;
    const databaseUrl = urlAt(services.postgres.port);
    const reached = pair ? { database: urlAt(pair.postgres.port), temporal: `127.0.0.1:${pair.temporal.port}` } : { database: databaseUrl, temporal: `127.0.0.1:${services.temporal.port}` };
    const applications = await openApplications({ directory, family, reached, databaseUrl, workers, environment });
    const parts = { ...services.parts, ...applications.parts };
    return {
      ...{ admin: applications.admin, databaseUrl, directory, proxies: pair, stop, startBeside: applications.startBeside },
      openProjects: (count, policy = {}) => openProjects(applications.admin, count, policy),
      kill: (part) => parts[part].kill(),
      restart: (part) => parts[part].restart(),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const HTTP2_REQUEST_BYTES = 60; // Frames that are smaller acknowledge and count; they are no requests.

type Address = { host: string; port: number };
type Power = { kill: () => Promise<void>; restart: () => Promise<void> };

const urlAt = (port: number): string => `postgresql://gatehouse:${PASSWORD}@127.0.0.1:${port}/gatehouse`;

/** A part that `start` brings to life; the oldest of its processes is the one that is killed. */
async function power(start: () => Promise<Child>, count = 1): Promise<Power> {
  const living: Child[] = [];
  const restart = async () => void living.push(await start());
  for (let index = 0; index < count; index += 1) await restart();
  return {
    restart,
    kill: async () => {
      const child = living.shift();
      if (child) await killWhole(child);
    },
  };
}

async function openServices(directory: string, { start }: Family) {
  const home = openHome(directory);
  const [postgresPort, temporalPort] = [await freePort(), await freePort()];
  const binary = await temporalBinary({ named: process.env['TEMPORAL_CLI_PATH'] ?? null, cache: binaryCache });
  const [postgres, temporal] = await Promise.all([
    power(async () => (await startPostgres({ directory: home.path('postgres'), password: PASSWORD, port: postgresPort, logFile: home.logFile('postgres'), start })).child),
    power(async () => (await startTemporal({ binary, port: temporalPort, uiPort: null, databaseFile: home.path('temporal.sqlite'), logFile: home.logFile('temporal'), start })).child),
  ]);
  return { postgres: { host: '127.0.0.1', port: postgresPort }, temporal: { host: '127.0.0.1', port: temporalPort }, parts: { postgres, temporal } };
}

type ApplicationOptions = {
  directory: string;
  family: Family;
  /** Where api and worker find the services, past the proxies if there are any. */
  reached: { database: string; temporal: string };
  databaseUrl: string;
  workers: number;
  environment: NodeJS.ProcessEnv;
};

async function openApplications({ directory, family: { start }, reached, databaseUrl, workers, environment }: ApplicationOptions) {
  const home = openHome(directory);
  const port = await freePort();
  const adminPassword = environment['ADMIN_PASSWORD'] ?? randomBytes(12).toString('hex');
  const bundle = await buildWorkflows({ root, directory, logFile: home.logFile('workflows'), start });
  const own = {
    ...process.env,
    ...{ NODE_ENV: '', NODE_OPTIONS: '', GATEHOUSE_HOME: directory, HOST: '127.0.0.1', PORT: String(port), WORKFLOW_BUNDLE: bundle },
    ...{ PACKS_DIR: join(import.meta.dirname, 'packs'), SECRET_KEYS: `k1:${randomBytes(32).toString('base64')}`, ADMIN_PASSWORD: adminPassword },
    ...{ HTTP_RATE_PER_MINUTE: '1000000', LOGIN_ATTEMPTS_PER_MINUTE: '1000000', INTENT_WAIT_MS: '4000', ...environment },
  };
  const program: Program = { root, home, start, environment: { ...own, DATABASE_URL: reached.database, TEMPORAL_ADDRESS: reached.temporal } };
  await migrateDatabase({ ...program, environment: { ...program.environment, DATABASE_URL: databaseUrl } });
  const url = `http://127.0.0.1:${port}`;
  const worker = await power(() => startApplication('worker', program), workers);
  const api = await power(() => startApi(program, url));
  await whenReady({ url, children: [] });
  const admin = await signIn(url, { username: 'admin', password: adminPassword });
  const startBeside: Grounds['startBeside'] = (room, more) => startApplication(room, { ...program, environment: { ...program.environment, ...more } });
  return { admin, startBeside, parts: { worker, api } };
}

const LISTENS_WITHIN_MS = 60_000;

/** The api serves as soon as it listens; whether all that it needs is there is another question. */
async function startApi(program: Program, url: string): Promise<Child> {
  const child = await startApplication('api', program);
  const deadline = Date.now() + LISTENS_WITHIN_MS;
  while (Date.now() < deadline) {
    if (await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) }).then(() => true, () => false)) return child;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(child.lastWords('it did not listen in time'));
}

async function openProjects(admin: Session, count: number, policy: object): Promise<[string, ...string[]]> {
  const open = async (): Promise<string> => {
    const projectId = await createProject(admin);
    expectData(await admin.put(`/projects/${projectId}/policy`, policy));
    return projectId;
  };
  const rest: string[] = [];
  const first = await open();
  while (rest.length < count - 1) rest.push(await open());
  return [first, ...rest];
}
