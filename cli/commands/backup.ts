import { backUp } from '../../db/backup/back-up.ts';
import { createMediaArchive } from '../../platform/media-archive.ts';
import type { AddCommand } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { requireDatabaseUrl } from '../database-url.ts';
import { EXIT_CODES } from '../exit-code.ts';
import type { Shell } from '../shell.ts';

/** `gatehouse backup`: writes the whole database, as it stands at one instant, and the attachments into one new file. */
export const addBackup: AddCommand = (program, shell) => {
  program
    .command('backup <file>')
    .description('write the whole database and the attachments into a new file, while Gatehouse runs (DATABASE_URL, MEDIA_DIR)')
    .option('--without-attachments', 'leave the contents of attachments out')
    .action(shell.act((file: string, { withoutAttachments = false }: { withoutAttachments?: boolean }) => backup(shell, file, withoutAttachments)));
};

async function backup(shell: Shell, file: string, isBare: boolean) {
  const { config } = shell;
  const plan = { url: requireDatabaseUrl(config), path: file, now: new Date(), media: isBare ? null : createMediaArchive(config.mediaDir) };
  const { sums: tables, attachments } = await backUp(plan).catch((error: unknown) => {
    throw new CommandError(`Nothing was backed up: ${error instanceof Error ? error.message : String(error)}`);
  });
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const reminder = 'The keys are not in it: keep SECRET_KEYS elsewhere.';
  const gone = attachments.missing === 0 ? '' : ` ${attachments.missing} attachments have no file and are not in it.`;
  shell.show({ file, rows, tables, attachments }, `${file} holds ${rows} rows of ${tables.length} tables and ${attachments.files} attachments.${gone} ${reminder}`);
  return EXIT_CODES.done;
}
