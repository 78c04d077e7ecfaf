import { Option } from 'commander';
import { Mode } from '../../contract/intent.ts';
import { routes } from '../../contract/routes.ts';
import type { Turn } from '../../contract/turn.ts';
import { mintId } from '../../platform/ids.ts';
import type { AddCommand } from '../command.ts';
import { converse } from '../converse.ts';
import { collect, readAttachments } from '../read-attachments.ts';
import { receiptLine } from '../describe-execution.ts';
import { EXIT_CODES, EXIT_OF_EXECUTION, EXIT_OF_TURN, type ExitCode } from '../exit-code.ts';
import type { Shell } from '../shell.ts';

type Options = { session?: string; mode: Mode; requestId?: string; attach?: string[]; simulate?: boolean };

/** `gatehouse chat`: says something to Gatehouse, and shows what it did and the receipts for it. */
export const addChat: AddCommand = (program, shell) => {
  program
    .command('chat <message>')
    .description('say what should happen; questions are asked back where a person is there to answer')
    .option('--session <id>', 'go on in this conversation')
    .option('--request-id <id>', 'the name of the message: repeating it never runs twice')
    .option('--attach <file>', 'send this file with it; may be given up to four times', collect)
    .option('--simulate', 'work out on a copy what it would come to; nothing is run')
    .addOption(new Option('--mode <mode>', 'how much may happen by itself').choices(Mode.options).default('assisted'))
    .action(shell.act((message: string, options: Options) => chat(shell, message, options)));
};

async function chat(shell: Shell, message: string, { session, mode, requestId = mintId(), attach, simulate = false }: Options): Promise<ExitCode> {
  const projectId = await shell.projectId();
  const { turnId } = await shell.client().call(routes.postTurn, { params: { projectId }, body: { message, mode, simulate, requestId, sessionId: session, media: readAttachments(attach) } });
  const turn = await converse(shell, { projectId, turnId });
  const executions = await Promise.all((turn.reply?.executionIds ?? []).map((executionId) => shell.client().call(routes.getExecution, { params: { projectId, executionId } })));
  shell.show(turn, [replyText(turn), ...executions.map((execution) => `  ${receiptLine(execution)}`), `session ${turn.sessionId}`].join('\n'));
  return exitOf(turn, executions.map(({ status }) => EXIT_OF_EXECUTION[status]));
}

const replyText = ({ status, reply }: Turn): string => reply?.text ?? `There is no reply yet; the message is ${status}.`;

/** A turn is done when all that it ran is; one that was answered with a no is refused. */
function exitOf({ status, reply }: Turn, ofExecutions: readonly ExitCode[]): ExitCode {
  if (status !== 'done') return EXIT_OF_TURN[status];
  if (reply?.kind === 'refused') return EXIT_CODES.refused;
  if (reply?.kind === 'error') return EXIT_CODES.error;
  if (reply?.simulation?.some((step) => step.status === 'pending_approval')) return EXIT_CODES.waits;
  return ofExecutions.find((code) => code !== EXIT_CODES.done) ?? EXIT_CODES.done;
}
