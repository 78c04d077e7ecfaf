import { Command, CommanderError } from 'commander';
import type { CommandLineConfig } from '../platform/config.ts';
import { ApiError } from './api-error.ts';
import type { AddCommand } from './command.ts';
import { CommandError } from './command-error.ts';
import { commands } from './commands/list.ts';
import { EXIT_CODES, type ExitCode } from './exit-code.ts';
import { openSavedLogins } from './saved-logins.ts';
import { createShell } from './shell.ts';
import type { Terminal } from './terminal.ts';

export type Call = { args: readonly string[]; terminal: Terminal; config: CommandLineConfig };

/** Runs one command line and answers its exit code; whatever goes wrong is one sentence on standard error. */
export async function runProgram({ args, terminal, config }: Call): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_CODES.done;
  const finish = (code: ExitCode) => {
    exitCode = code;
  };
  const program = createProgram(terminal);
  const shell = createShell({ program, terminal, config, savedLogins: openSavedLogins(config.directory), finish });
  commands.forEach((addCommand: AddCommand) => addCommand(program, shell));
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error, terminal);
  }
}

const createProgram = (terminal: Terminal): Command =>
  new Command('gatehouse')
    .description('Runs, simulates, explains and administers what Gatehouse governs.')
    .option('--json', 'print the data of the answer as JSON')
    .option('--url <address>', 'the address of Gatehouse (GATEHOUSE_URL)')
    .option('--token <token>', 'the token to call with (GATEHOUSE_TOKEN)')
    .option('--project <project>', 'the project, by id or name (GATEHOUSE_PROJECT)')
    .configureOutput({ writeOut: (text) => terminal.print(text.trimEnd()), writeErr: (text) => terminal.warn(text.trimEnd()) })
    .showHelpAfterError('(see --help)')
    .exitOverride();

function explain(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.usage; // It has said why.
  if (error instanceof CommandError) {
    terminal.warn(error.message);
    return error.exitCode;
  }
  terminal.warn(error instanceof ApiError ? error.message : `The command failed: ${error instanceof Error ? error.message : String(error)}`);
  return EXIT_CODES.error;
}
