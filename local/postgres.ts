import { startChild, type Child, type StartChild } from './child.ts';
import { freePort } from './free-port.ts';
import { postgresAccount, underAccount } from './postgres-account.ts';
import { ensureCluster, postgresProgram } from './postgres-cluster.ts';
import { clearLeftover, readPidFile } from './postgres-leftover.ts';
import { identityOf } from './process-identity.ts';
import { waitUntil } from './wait-until.ts';

const DATABASE = 'gatehouse';
const READY_WITHIN_MS = 60_000; // Crash recovery after a power cut takes its time.

export type PostgresOptions = {
  /** The data directory; its folder exists. */
  directory: string;
  password: string;
  port?: number;
  logFile: string;
  /** Server settings beside those that are always made. */
  settings?: Record<string, string>;
  start?: StartChild;
};

export type Postgres = { url: string; child: Child };

/**
 * Runs Postgres on 127.0.0.1 alone, on a data directory that it makes at the first start and keeps. What a killed
 * start left behind is cleared first.
 */
export async function startPostgres({ directory, password, port, logFile, settings = {}, start = startChild }: PostgresOptions): Promise<Postgres> {
  const account = postgresAccount();
  await clearLeftover(directory);
  ensureCluster({ directory, password, database: DATABASE, account, isDurable: settings['fsync'] !== 'off' });

  const chosen = port ?? (await freePort());
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(chosen), logging_collector: 'off', ...settings };
  const program = postgresProgram('postgres');
  const args = ['-D', directory, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const command = underAccount({ account, paths: [program, directory], command: program, args });
  const child = await start({ name: 'Postgres', ...command, directory: '/', environment: { LC_ALL: 'C' }, logFile, stopSignal: 'SIGINT' });

  const isReady = () => {
    const found = readPidFile(directory); // Until Postgres has written its own, that of a dead one may stand there.
    return found?.status === 'ready' && identityOf(found.pid) !== null ? null : 'it does not accept connections yet';
  };
  await waitUntil({ what: 'Postgres', children: [child], withinMs: READY_WITHIN_MS, isReady });
  return { url: `postgresql://gatehouse:${encodeURIComponent(password)}@127.0.0.1:${chosen}/${DATABASE}`, child };
}
