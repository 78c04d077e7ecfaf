import { Option } from 'commander';
import { ExecutionStatus, Trigger } from '../../contract/execution.ts';
import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { listAll } from '../list-all.ts';
import type { Shell } from '../shell.ts';
import { shortId } from '../short-id.ts';
import { table } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 10_000;

type Filters = { status?: ExecutionStatus; action?: string; user?: string; trigger?: Trigger; requestId?: string; from?: string; to?: string };

/** `gatehouse executions`: lists what was recorded, newest first. */
export const addExecutions: AddCommand = (program, shell) => {
  program
    .command('executions')
    .description('what was recorded, newest first')
    .addOption(new Option('--status <status>', 'how it ended').choices(ExecutionStatus.options))
    .option('--action <action>', 'which action, in all versions or in one')
    .option('--user <id>', 'who asked')
    .addOption(new Option('--trigger <trigger>', 'what asked').choices(Trigger.options))
    .option('--request-id <id>', 'under which request id')
    .option('--from <time>', 'not before')
    .option('--to <time>', 'not after')
    .option('--limit <count>', 'how many', wholeNumber(1, MAX_LIMIT), DEFAULT_LIMIT)
    .action(shell.act(({ limit, ...filters }: Filters & { limit: number }) => listExecutions(shell, filters, limit)));
};

async function listExecutions(shell: Shell, filters: Filters, limit: number) {
  const projectId = await shell.projectId();
  const client = shell.client();
  const executions = await listAll((query) => client.call(routes.listExecutions, { params: { projectId }, query: { ...query, ...filters } }), limit);
  const rows = executions.map(({ executionId, createdAt, status, actionId, cost, trigger, message }) => [
    ...[shortId(executionId ?? ''), createdAt, status, actionId, cost, trigger, message],
  ]);
  shell.show(executions, table(['ID', 'AT', 'STATUS', 'ACTION', 'COST', 'TRIGGER', 'MESSAGE'], rows));
  return EXIT_CODES.done;
}
