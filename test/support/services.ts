import { copyFileSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { migrate } from '../../db/migrator.ts';
import { createFamily, type Family } from '../../local/family.ts';
import { freePort } from '../../local/free-port.ts';
import { LaunchProblem } from '../../local/launch-problem.ts';
import { startPostgres } from '../../local/postgres.ts';
import { openProcessRegister, type ProcessRegister } from '../../local/process-register.ts';
import { startTemporal } from '../../local/temporal.ts';
import { temporalBinary } from '../../local/temporal-binary.ts';

export const root = join(import.meta.dirname, '..', '..');

/** Where fetched programs are kept between runs; the launcher's own default, so that one download serves both. */
export const binaryCache = join(root, '.gatehouse', 'bin');

/** The migrated database that every test's own database is a copy of. */
export const TEMPLATE = 'gatehouse_template';

const PREFIX = 'gatehouse-test-';
const VARIABLE = 'GATEHOUSE_TEST_SERVICES';

/** The addresses of what one test run shares. */
export type Services = { directory: string; postgresUrl: string; temporalAddress: string; temporalBinary: string };

/** The shared services and the power to end them. */
export type RunningServices = Services & { family: Family; stop: () => Promise<void> };

/** The services of this run; the global setup has started them. */
export function services(): Services {
  const file = process.env[VARIABLE];
  if (file === undefined) throw new Error('no services run: this test belongs into a room that jest.config.js lists as served');
  return JSON.parse(readFileSync(file, 'utf8')) as Services;
}

/** The address of another database on the Postgres of this run. */
export function databaseUrl(name: string, { postgresUrl }: Services = services()): string {
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Starts one Postgres and one Temporal for all tests of this run, after clearing what killed runs left behind. */
export async function startServices(): Promise<RunningServices> {
  await clearKilledRuns();
  const directory = mkdtempSync(join(tmpdir(), PREFIX));
  const register = await openProcessRegister(join(directory, 'processes.json'));
  const family = createFamily(register);
  const stop = () => stopAll({ family, register, directory });
  try {
    const running = { ...(await startBoth({ directory, family })), family, stop };
    await migrate(databaseUrl(TEMPLATE, running));
    const { family: _family, stop: _stop, ...shared } = running;
    process.env[VARIABLE] = join(directory, 'services.json');
    writeFileSync(join(directory, 'services.json'), JSON.stringify(shared));
    return running;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startBoth({ directory, family }: { directory: string; family: Family }): Promise<Services> {
  // Losing a test's data in a power cut harms nobody, and commits are much cheaper without the disk.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' };
  const binary = await temporalBinary({ named: process.env['TEMPORAL_CLI_PATH'] ?? null, cache: binaryCache });
  const [postgres, temporal] = await Promise.all([
    startPostgres({ directory: join(directory, 'postgres'), password: 'test', logFile: join(directory, 'postgres.log'), settings, start: family.start }),
    startTemporal({ binary, port: await freePort(), uiPort: null, databaseFile: null, logFile: join(directory, 'temporal.log'), start: family.start }),
  ]);
  return { directory, postgresUrl: postgres.url, temporalAddress: temporal.address, temporalBinary: binary };
}

async function stopAll({ family, register, directory }: { family: Family; register: ProcessRegister; directory: string }): Promise<void> {
  await clearRegisters(directory, '*/processes.json'); // Houses whose test was cut short.
  await family.stop();
  register.close();
  keepLogs(directory);
  rmSync(directory, { recursive: true, force: true });
}

/** Leaves the logs of the newest run in .gatehouse/test-logs, where one looks after a failure. */
function keepLogs(directory: string): void {
  const kept = join(root, '.gatehouse', 'test-logs');
  rmSync(kept, { recursive: true, force: true });
  for (const file of globSync('**/*.log', { cwd: directory, exclude: ['postgres/**'] })) {
    mkdirSync(join(kept, dirname(file)), { recursive: true });
    copyFileSync(join(directory, file), join(kept, file));
  }
}

/** Ends the processes and removes the folders of runs whose own process is gone; those of a living run stay. */
async function clearKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const directory = join(tmpdir(), name);
    try {
      await clearRegisters(directory, '{,*/}processes.json');
      rmSync(directory, { recursive: true, force: true });
    } catch (error) {
      if (!(error instanceof LaunchProblem)) throw error;
    }
  }
}

async function clearRegisters(directory: string, pattern: string): Promise<void> {
  for (const file of globSync(pattern, { cwd: directory })) (await openProcessRegister(join(directory, file))).close();
}
