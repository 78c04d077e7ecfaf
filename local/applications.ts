import { join } from 'node:path';
import type { Child, StartChild } from './child.ts';
import type { Home } from './home.ts';
import { runTask } from './run-task.ts';
import { waitUntil } from './wait-until.ts';

const MIGRATE_WITHIN_MS = 120_000;
const READY_WITHIN_MS = 90_000;

/** What every process of Gatehouse needs to run: where its sources are, its environment, and how it is started. */
export type Program = { root: string; home: Home; environment: NodeJS.ProcessEnv; start: StartChild };

/** Brings the database to the newest version. */
export async function migrateDatabase({ root, home, environment, start }: Program): Promise<void> {
  const program = { command: process.execPath, args: [join(root, 'db', 'migrate.ts')], directory: root, environment };
  await runTask({ name: 'migration', ...program, logFile: home.logFile('migrate'), start, withinMs: MIGRATE_WITHIN_MS });
}

/** Starts the worker or the api. */
export const startApplication = (room: 'worker' | 'api', { root, home, environment, start }: Program): Promise<Child> =>
  start({ name: room, command: process.execPath, args: [join(root, room, 'main.ts')], directory: root, environment, logFile: home.logFile(room) });

/** Resolves once the api says that it and everything behind it is ready. */
export const whenReady = ({ url, children }: { url: string; children: Child[] }): Promise<void> =>
  waitUntil({ what: 'Gatehouse', children, withinMs: READY_WITHIN_MS, everyMs: 100, isReady: () => whatIsMissing(url) });

async function whatIsMissing(url: string): Promise<string | null> {
  try {
    const answer = await fetch(`${url}/ready`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(5000) }); // A kept connection would be closed by the api while its next user sends.
    const text = await answer.text();
    return answer.ok ? null : text.slice(0, 300);
  } catch {
    return 'the api does not answer yet';
  }
}
