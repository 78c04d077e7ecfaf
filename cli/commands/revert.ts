import { routes } from '../../contract/routes.ts';
import { mintId } from '../../platform/ids.ts';
import type { AddCommand } from '../command.ts';
import { describeExecution } from '../describe-execution.ts';
import { EXIT_OF_EXECUTION } from '../exit-code.ts';
import { ifMatch, ifMatchHeader } from '../if-match.ts';
import type { Shell } from '../shell.ts';
import { wholeNumber } from '../whole-number.ts';

type Options = { yes?: boolean; ifMatch?: number; requestId?: string };

/** `gatehouse revert`: makes the state again what it was at a version. */
export const addRevert: AddCommand = (program, shell) => {
  program
    .command('revert')
    .description('make the state again what it was at a version, as a new version')
    .argument('<version>', 'the version whose state comes back', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option('--yes', 'confirm it')
    .option('--request-id <id>', 'the name of the attempt: repeating it never runs twice')
    .addOption(ifMatch())
    .action(shell.act((version: number, options: Options) => revert(shell, version, options)));
};

async function revert(shell: Shell, version: number, { yes = false, requestId = mintId(), ...options }: Options) {
  const params = { projectId: await shell.projectId() };
  const execution = await shell.client().call(routes.revert, { params, body: { version, confirmed: yes, requestId }, headers: ifMatchHeader(options.ifMatch) });
  shell.show(execution, describeExecution(execution));
  return EXIT_OF_EXECUTION[execution.status];
}
