import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { describeExecution } from '../describe-execution.ts';
import { EXIT_OF_EXECUTION } from '../exit-code.ts';
import { readIntent } from '../read-intent.ts';
import type { Shell } from '../shell.ts';

type Options = { confirm?: boolean };

/** `gatehouse simulate`: tells what an action would do, and does nothing. */
export const addSimulate: AddCommand = (program, shell) => {
  program
    .command('simulate <action> [inputs...]')
    .description('what an action would do, without doing it')
    .option('--confirm', 'as if it were confirmed')
    .action(shell.act((action: string, inputs: string[], options: Options) => simulateAction(shell, { action, inputs, options })));
};

async function simulateAction(shell: Shell, { action, inputs, options }: { action: string; inputs: string[]; options: Options }) {
  const projectId = await shell.projectId();
  const intent = await readIntent(shell, { projectId, action, inputs });
  const execution = await shell.client().call(routes.simulateIntent, { params: { projectId }, body: { ...intent, confirmed: options.confirm ?? false } });
  shell.show(execution, describeExecution(execution));
  return EXIT_OF_EXECUTION[execution.status];
}
