import { backUp } from '../../db/backup/back-up.ts';
import type { AddCommand } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { requireDatabaseUrl } from '../database-url.ts';
import { EXIT_CODES } from '../exit-code.ts';
import type { Shell } from '../shell.ts';

/** `gatehouse backup`: writes the whole database, as it stands at one instant, into one new file. */
export const addBackup: AddCommand = (program, shell) => {
  program
    .command('backup <file>')
    .description('write the whole database into a new file, while Gatehouse runs (DATABASE_URL)')
    .action(shell.act((file: string) => backup(shell, file)));
};

async function backup(shell: Shell, file: string) {
  const tables = await backUp(requireDatabaseUrl(shell.config), file, new Date()).catch((error: unknown) => {
    throw new CommandError(`Nothing was backed up: ${error instanceof Error ? error.message : String(error)}`);
  });
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const reminder = 'The keys are not in it: keep SECRET_KEYS elsewhere.';
  shell.show({ file, rows, tables }, `${file} holds ${rows} rows of ${tables.length} tables. ${reminder}`);
  return EXIT_CODES.done;
}
