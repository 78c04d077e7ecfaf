import { Option } from 'commander';
import { ApprovalStatus } from '../../contract/approval.ts';
import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { approvalTable } from '../describe-approval.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { listAll } from '../list-all.ts';
import type { Shell } from '../shell.ts';
import { wholeNumber } from '../whole-number.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 10_000;

type Options = { all?: boolean; status?: ApprovalStatus; limit: number };

/** `gatehouse approvals`: lists what waits for people, in a project or wherever one may decide. */
export const addApprovals: AddCommand = (program, shell) => {
  program
    .command('approvals')
    .description('what people are asked to allow')
    .option('--all', 'what you may decide, in all projects')
    .addOption(new Option('--status <status>', 'how it stands').choices(ApprovalStatus.options))
    .option('--limit <count>', 'how many', wholeNumber(1, MAX_LIMIT), DEFAULT_LIMIT)
    .action(shell.act((options: Options) => listApprovals(shell, options)));
};

async function listApprovals(shell: Shell, { all = false, status, limit }: Options) {
  const client = shell.client();
  const narrowed = status === undefined ? {} : { status };
  const projectId = all ? '' : await shell.projectId();
  const approvals = await listAll(
    (query) => (all ? client.call(routes.listMyApprovals, { query: { ...query, ...narrowed } }) : client.call(routes.listApprovals, { params: { projectId }, query: { ...query, ...narrowed } })),
    limit,
  );
  shell.show(approvals, approvalTable(approvals));
  return EXIT_CODES.done;
}
