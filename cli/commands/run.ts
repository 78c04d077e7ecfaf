import { Option } from 'commander';
import { Mode } from '../../contract/intent.ts';
import { routes } from '../../contract/routes.ts';
import { mintId } from '../../platform/ids.ts';
import type { AddCommand } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { describeExecution } from '../describe-execution.ts';
import { EXIT_OF_EXECUTION } from '../exit-code.ts';
import { ifMatch, ifMatchHeader } from '../if-match.ts';
import { collect, readAttachments } from '../read-attachments.ts';
import { readIntent } from '../read-intent.ts';
import type { Shell } from '../shell.ts';

type Options = { confirm?: boolean; requestId?: string; ifMatch?: number; mode: Mode; attach?: string[] };

/** `gatehouse run`: runs one action and tells what came of it. */
export const addRun: AddCommand = (program, shell) => {
  program
    .command('run <action> [inputs...]')
    .description('run an action with key=value inputs')
    .option('--confirm', 'confirm an action that asks for it')
    .option('--request-id <id>', 'the name of the attempt: repeating it never runs twice')
    .option('--attach <file>', 'send this file with it; may be given up to four times', collect)
    .addOption(ifMatch())
    .addOption(new Option('--mode <mode>', 'how much may happen by itself').choices(Mode.options).default('assisted'))
    .action(shell.act((action: string, inputs: string[], options: Options) => runAction(shell, { action, inputs, options })));
};

async function runAction(shell: Shell, { action, inputs, options }: { action: string; inputs: string[]; options: Options }) {
  const projectId = await shell.projectId();
  const { requestId = mintId(), confirm = false, mode } = options;
  const intent = await readIntent(shell, { projectId, action, inputs });
  const call = { params: { projectId }, body: { ...intent, mode, confirmed: confirm, requestId, media: readAttachments(options.attach) }, headers: ifMatchHeader(options.ifMatch) };
  const execution = await shell
    .client()
    .call(routes.postIntent, call)
    .catch((error: unknown) => {
      throw error instanceof CommandError ? new CommandError(`${error.message} Whether it ran is not known; repeat the command with --request-id ${requestId}, which never runs it twice.`) : error;
    });
  shell.show(execution, describeExecution(execution));
  return EXIT_OF_EXECUTION[execution.status];
}
