import { join } from 'node:path';
import type { CommandLineConfig } from '../platform/config.ts';
import { readTextFileIfThere } from '../platform/files.ts';
import { usageError } from './command-error.ts';

/** The database that backup and restore work on: that of DATABASE_URL, else the one that `npm start` runs in GATEHOUSE_HOME. */
export function requireDatabaseUrl({ databaseUrl, home }: Pick<CommandLineConfig, 'databaseUrl' | 'home'>): string {
  if (databaseUrl !== null) return databaseUrl;
  const port = readTextFileIfThere(join(home, 'postgres.port'))?.trim();
  const password = readTextFileIfThere(join(home, 'postgres-password'))?.trim();
  if (!port || !password) throw usageError(`Which database? Set DATABASE_URL; ${home} holds none that 'npm start' has made.`);
  return `postgresql://gatehouse:${encodeURIComponent(password)}@127.0.0.1:${port}/gatehouse`;
}
