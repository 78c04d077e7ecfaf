import { restore as restoreDatabase } from '../../db/backup/restore.ts';
import type { AddCommand } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { requireDatabaseUrl } from '../database-url.ts';
import { EXIT_CODES } from '../exit-code.ts';
import type { Shell } from '../shell.ts';

/** `gatehouse restore`: fills an empty, migrated database from a backup, wholly or not at all. */
export const addRestore: AddCommand = (program, shell) => {
  program
    .command('restore <file>')
    .description('fill an empty, migrated database from a backup (DATABASE_URL)')
    .action(shell.act((file: string) => restore(shell, file)));
};

async function restore(shell: Shell, file: string) {
  const tables = await restoreDatabase(requireDatabaseUrl(shell.config), file).catch((error: unknown) => {
    throw new CommandError(`Nothing was restored: ${error instanceof Error ? error.message : String(error)}`);
  });
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  shell.show({ file, rows, tables }, `${rows} rows of ${tables.length} tables are restored, with the sums of the backup. Start api and worker with the SECRET_KEYS of that time.`);
  return EXIT_CODES.done;
}
