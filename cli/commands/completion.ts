import { Argument } from 'commander';
import type { AddCommand } from '../command.ts';
import { completionScript, SHELLS, type ShellName } from '../completion-script.ts';
import { EXIT_CODES } from '../exit-code.ts';

/** `gatehouse completion`: prints a script that lets a shell complete the commands and their options. */
export const addCompletion: AddCommand = (program, shell) => {
  program
    .command('completion')
    .description('print the completions for a shell, to be read by its start-up file')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action(
      shell.act(async (name: ShellName) => {
        shell.terminal.print(completionScript(name, program));
        return EXIT_CODES.done;
      }),
    );
};
