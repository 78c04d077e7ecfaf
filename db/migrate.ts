import process from 'node:process';
import { readConfig, requireVariable } from '../platform/config.ts';
import { createLogger } from '../platform/logger.ts';
import { migrate } from './migrator.ts';

/** The command that brings the database of DATABASE_URL to the newest version. */
const logger = createLogger({ component: 'migrate', level: 'info' });
try {
  const { databaseUrl } = readConfig();
  const applied = await migrate(requireVariable('DATABASE_URL', databaseUrl, 'the URL of a Postgres database'));
  logger.info('migrations-applied', applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`, { applied });
} catch (error) {
  logger.error('migration-failed', error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
