import { Option } from 'commander';
import { ExecutionStatus, Trigger } from '../../contract/execution.ts';
import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { listAll } from '../list-all.ts';
import { readInstant } from '../read-instant.ts';
import type { Shell } from '../shell.ts';
import { shortId } from '../short-id.ts';
import { table } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 10_000;
const PAGE = 200;

type Span = { from?: string; to?: string };
type Filters = Span & { project?: string; user?: string; action?: string; status?: ExecutionStatus; trigger?: Trigger };

/** `gatehouse org`: what all projects come to, and who did what in them; for system admins. */
export const addOrg: AddCommand = (program, shell) => {
  const group = program.command('org').description('usage and audit of all projects, for system admins');
  group
    .command('usage')
    .description('what was done, spent and failed in each project, in the last day unless said otherwise')
    .option('--from <time>', 'not before', readInstant)
    .option('--to <time>', 'before', readInstant)
    .action(shell.act((span: Span) => showUsage(shell, span)));
  group
    .command('audit')
    .description('executions of all projects and acts of administration, newest first')
    .option('--of <project>', 'of one project')
    .option('--user <id>', 'who did it')
    .option('--action <action>', 'which action, or which act, such as project.purged')
    .addOption(new Option('--status <status>', 'how it ended').choices(ExecutionStatus.options))
    .addOption(new Option('--trigger <trigger>', 'what asked').choices(Trigger.options))
    .option('--from <time>', 'not before', readInstant)
    .option('--to <time>', 'before', readInstant)
    .option('--limit <count>', 'how many', wholeNumber(1, MAX_LIMIT), DEFAULT_LIMIT)
    .action(shell.act(({ limit, of: project, ...filters }: Filters & { limit: number; of?: string }) => listAudit(shell, { ...filters, ...(project !== undefined && { project }) }, limit)));
};

/** Every page is asked for with the bounds that the first one was answered with, so that they add up. */
async function showUsage(shell: Shell, span: Span) {
  const client = shell.client();
  const first = await client.call(routes.getRollup, { query: { ...span, limit: PAGE } });
  const { from, to, totals } = first;
  const projects = await listAll(async (query) => {
    const page = await client.call(routes.getRollup, { query: { from, to, ...query } });
    return { items: page.projects, nextCursor: page.nextCursor };
  });
  const rows = projects.map(({ projectId, name, executions, byStatus, failureRate, cost, users }) => [
    ...[shortId(projectId), name, executions, byStatus.success, byStatus.rejected, byStatus.failed, byStatus.pending_approval],
    ...[`${(failureRate * 100).toFixed(1)} %`, cost, users],
  ]);
  const headings = ['ID', 'NAME', 'EXECUTIONS', 'DONE', 'REFUSED', 'FAILED', 'WAITING', 'FAILURE RATE', 'COST', 'PEOPLE'];
  const sum = `${from} to ${to}: ${totals.executions} executions in ${totals.projects} projects, cost ${totals.cost}, failure rate ${(totals.failureRate * 100).toFixed(1)} %.`;
  shell.show({ from, to, totals, projects }, `${table(headings, rows)}\n${sum}`);
  return EXIT_CODES.done;
}

async function listAudit(shell: Shell, { project, ...filters }: Filters, limit: number) {
  const client = shell.client();
  const narrowed = { ...filters, ...(project !== undefined && { project: await shell.findProjectId(project) }) };
  const entries = await listAll((query) => client.call(routes.listOrgAudit, { query: { ...query, ...narrowed } }), limit);
  const rows = entries.map(({ at, action, status, userId, projectName, subject, execution }) => [at, action, status, shortId(userId), projectName, execution?.message ?? subject]);
  shell.show(entries, table(['AT', 'WHAT', 'STATUS', 'WHO', 'PROJECT', 'MORE'], rows));
  return EXIT_CODES.done;
}
