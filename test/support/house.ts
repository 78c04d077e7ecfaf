import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWorkflows } from '../../local/builds.ts';
import { startApplication, whenReady } from '../../local/applications.ts';
import { startChild, type Child } from '../../local/child.ts';
import { createFamily } from '../../local/family.ts';
import { freePort } from '../../local/free-port.ts';
import { openHome } from '../../local/home.ts';
import { openProcessRegister } from '../../local/process-register.ts';
import { signIn, type Session } from './http.ts';
import { createNamespace } from './namespace.ts';
import { root, services } from './services.ts';
import { createTestDatabase } from './test-database.ts';

/** What a test needs to know of a running house. */
export type HouseFacts = {
  url: string;
  databaseUrl: string;
  namespace: string;
  secretKeys: string;
  adminPassword: string;
  directory: string;
  /** The environment that its processes run in, to start more of them. */
  environment: NodeJS.ProcessEnv;
};

export type House = HouseFacts & {
  adminSession: Session;
  worker: Child;
  api: Child;
  /** Starts one more process of the house. */
  startProcess: (room: 'worker' | 'api', environment?: NodeJS.ProcessEnv) => Promise<Child>;
  /** Ends its processes and drops its database. */
  stop: () => Promise<void>;
};

/** Starts an api and a worker on a fresh database and a namespace of their own, and resolves once they are ready. */
export async function startHouse(overrides: NodeJS.ProcessEnv = {}): Promise<House> {
  const directory = mkdtempSync(join(services().directory, 'house-'));
  const register = await openProcessRegister(join(directory, 'processes.json'));
  const family = createFamily(register);
  const database = await createTestDatabase();
  const stop = async () => {
    await family.stop();
    register.close();
    await database.drop();
  };
  try {
    const facts = await furnish({ directory, databaseUrl: database.url, overrides });
    const startProcess: House['startProcess'] = (room, more = {}) =>
      startApplication(room, { root, home: openHome(directory), environment: { ...facts.environment, ...more }, start: family.start });
    const worker = await startProcess('worker');
    const api = await startProcess('api');
    await whenReady({ url: facts.url, children: [worker, api] });
    const adminSession = await signIn(facts.url, { username: 'admin', password: facts.adminPassword });
    return { ...facts, adminSession, worker, api, startProcess, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Two test processes that build at once must not write the same file. */
const bundleDirectory = (): string => join(root, '.gatehouse', `test-build-${process.env['JEST_WORKER_ID'] ?? 'shared'}`);

type Furniture = { directory: string; databaseUrl: string; overrides: NodeJS.ProcessEnv };

async function furnish({ directory, databaseUrl, overrides }: Furniture): Promise<HouseFacts> {
  const port = await freePort();
  const namespace = await createNamespace();
  const bundle = await buildWorkflows({ root, directory: bundleDirectory(), logFile: join(directory, 'workflows.log'), start: startChild });
  const secretKeys = `k1:${randomBytes(32).toString('base64')}`;
  const adminPassword = randomBytes(12).toString('hex');
  const environment = {
    ...process.env,
    ...{ NODE_ENV: '', NODE_OPTIONS: '', GATEHOUSE_HOME: directory, HOST: '127.0.0.1', PORT: String(port) },
    ...{ DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: services().temporalAddress, TEMPORAL_NAMESPACE: namespace, WORKFLOW_BUNDLE: bundle },
    ...{ SECRET_KEYS: secretKeys, ADMIN_PASSWORD: adminPassword, HTTP_RATE_PER_MINUTE: '1000000', LOGIN_ATTEMPTS_PER_MINUTE: '1000000' },
    ...overrides,
  };
  return { url: `http://127.0.0.1:${port}`, databaseUrl, namespace, secretKeys, adminPassword, directory, environment };
}

const sharedFile = () => join(services().directory, 'shared-house.json');

/** Lets every test of this run find the house. */
export function shareHouse({ url, databaseUrl, namespace, secretKeys, adminPassword, directory, environment }: House): void {
  writeFileSync(sharedFile(), JSON.stringify({ url, databaseUrl, namespace, secretKeys, adminPassword, directory, environment }));
}

/** The house that all acceptance tests of this run share, with a session of its admin; each test makes its own projects. */
export async function sharedHouse(): Promise<HouseFacts & { adminSession: Session }> {
  const facts = JSON.parse(readFileSync(sharedFile(), 'utf8')) as HouseFacts;
  return { ...facts, adminSession: await signIn(facts.url, { username: 'admin', password: facts.adminPassword }) };
}
