import { restore as restoreDatabase } from '../../db/backup/restore.ts';
import { createMediaArchive } from '../../platform/media-archive.ts';
import type { AddCommand } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { requireDatabaseUrl } from '../database-url.ts';
import { EXIT_CODES } from '../exit-code.ts';
import type { Shell } from '../shell.ts';

/** `gatehouse restore`: fills an empty, migrated database and the folder of attachments from a backup, wholly or not at all. */
export const addRestore: AddCommand = (program, shell) => {
  program
    .command('restore <file>')
    .description('fill an empty, migrated database and the folder of attachments from a backup (DATABASE_URL, MEDIA_DIR)')
    .action(shell.act((file: string) => restore(shell, file)));
};

async function restore(shell: Shell, file: string) {
  const { config } = shell;
  const { sums: tables, attachments } = await restoreDatabase({ url: requireDatabaseUrl(config), path: file, media: createMediaArchive(config.mediaDir) }).catch((error: unknown) => {
    throw new CommandError(`Nothing was restored: ${error instanceof Error ? error.message : String(error)}`);
  });
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  shell.show({ file, rows, tables, attachments }, `${rows} rows of ${tables.length} tables and ${attachments.files} attachments are restored, with the sums of the backup. Start api and worker with the SECRET_KEYS of that time.`);
  return EXIT_CODES.done;
}
