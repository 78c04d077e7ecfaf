import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, identityOf } from './process-identity.ts';
import { stopProcess } from './stop-process.ts';

const FAST_SHUTDOWN_MS = 15_000;

/** The lines of the file that a running Postgres keeps in its data directory, or null. */
export function readPidFile(directory: string): { pid: number; port: number; status: string } | null {
  const file = join(directory, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}

/**
 * Clears what a killed start left in a data directory: a Postgres that still runs on exactly this directory is shut
 * down, and a pid file whose process is something else goes. One whose process is gone stays: by it Postgres finds
 * out whether a session of the dead server is still at work. No other process is touched.
 */
export async function clearLeftover(directory: string): Promise<void> {
  const found = readPidFile(directory);
  if (found === null) return;

  const identity = Number.isInteger(found.pid) && found.pid > 1 ? identityOf(found.pid) : null;
  if (identity === null && Number.isInteger(found.pid)) return;
  const isOurs = identity !== null && servesDirectory(commandLineOf(found.pid), directory);
  if (isOurs) await stopProcess({ pid: found.pid, identity, signal: 'SIGINT', withinMs: FAST_SHUTDOWN_MS });
  rmSync(join(directory, 'postmaster.pid'), { force: true });
}

function servesDirectory(commandLine: string | null, directory: string): boolean {
  return commandLine !== null && /(^|\/)postgres(\.exe)? /.test(commandLine) && `${commandLine} `.includes(` -D ${directory} `);
}
