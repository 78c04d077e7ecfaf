import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { startApplication, whenReady } from '../../local/applications.ts';
import type { Child } from '../../local/child.ts';
import { createFamily } from '../../local/family.ts';
import { freePort } from '../../local/free-port.ts';
import { openHome } from '../../local/home.ts';
import { openProcessRegister } from '../../local/process-register.ts';
import { waitUntil } from '../../local/wait-until.ts';
import { signIn } from '../support/http.ts';
import type { HouseFacts } from '../support/house.ts';
import { root, services } from '../support/services.ts';
import { workflowBundle } from '../support/workflow-bundle.ts';
import type { Stage } from './stage.ts';

/** More processes of a running house, under an environment of their own; `stop` ends what it has started. */
export type Beside = {
  url: string;
  directory: string;
  logFile: (room: 'api' | 'worker') => string;
  start: (room: 'api' | 'worker', more?: NodeJS.ProcessEnv) => Promise<Child>;
  stop: () => Promise<void>;
};

export async function openBeside({ environment }: Pick<HouseFacts, 'environment'>, overrides: NodeJS.ProcessEnv = {}): Promise<Beside> {
  const directory = mkdtempSync(join(services().directory, 'beside-'));
  const register = await openProcessRegister(join(directory, 'processes.json'));
  const family = createFamily(register);
  const home = openHome(directory);
  const port = await freePort();
  const own = { ...environment, GATEHOUSE_HOME: directory, PORT: String(port), ...overrides };
  return {
    url: `http://127.0.0.1:${port}`,
    directory,
    logFile: home.logFile,
    start: (room, more = {}) => startApplication(room, { root, home, environment: { ...own, ...more }, start: family.start }),
    stop: async () => {
      await family.stop();
      register.close();
    },
  };
}

/** An api and a worker of their own on the data of a running house, ready; they share a task queue that nobody else polls. */
export async function startPair(house: HouseFacts, taskQueue: string, overrides: NodeJS.ProcessEnv = {}): Promise<{ beside: Beside; house: Stage['house']; worker: Child }> {
  await workflowBundle();
  const beside = await openBeside(house, { TASK_QUEUE: taskQueue, WORKFLOW_BUNDLE: join(services().directory, 'workflow-bundle.js'), ...overrides });
  try {
    const worker = await beside.start('worker');
    await whenReady({ url: beside.url, children: [worker, await beside.start('api')] });
    const adminSession = await signIn(beside.url, { username: 'admin', password: house.adminPassword });
    return { beside, worker, house: { ...house, url: beside.url, adminSession } };
  } catch (error) {
    await beside.stop();
    throw error;
  }
}

/** Starts an api alone and resolves once it answers, whether or not it is ready. */
export async function startApi(beside: Beside, more: NodeJS.ProcessEnv = {}): Promise<Child> {
  const api = await beside.start('api', more);
  const isReady = async () => ((await fetch(`${beside.url}/health`).catch(() => null))?.status === 200 ? null : 'the api does not answer yet');
  await waitUntil({ what: 'the api', children: [api], withinMs: 60_000, everyMs: 100, isReady });
  return api;
}
