import { Option } from 'commander';
import { Mode } from '../../contract/intent.ts';
import { routes } from '../../contract/routes.ts';
import { mintId } from '../../platform/ids.ts';
import type { AddCommand } from '../command.ts';
import { changeLines } from '../describe-execution.ts';
import { describeFork } from '../describe-fork.ts';
import { describePlan, describePreview } from '../describe-plan.ts';
import { EXIT_CODES, EXIT_OF_EXECUTION, EXIT_OF_PLAN } from '../exit-code.ts';
import { ifMatch, ifMatchHeader } from '../if-match.ts';
import { listAll } from '../list-all.ts';
import { readSteps } from '../read-steps.ts';
import type { Shell } from '../shell.ts';
import { chooseMeant, isWholeId, shortId } from '../short-id.ts';
import { table } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

type PromoteOptions = { run?: boolean; mode: Mode; ifMatch?: number };

/** `gatehouse fork`: branches off from a version of the state, to try things without effects. */
export const addFork: AddCommand = (program, shell) => {
  const group = program.command('fork').description('try things on a branch of the state, and make a plan of them');
  const version = wholeNumber(0, Number.MAX_SAFE_INTEGER);
  group.command('create').description('branch off').argument('[version]', 'from this version, else from the newest', version).action(shell.act((from: number | undefined) => createFork(shell, from)));
  group.command('list').description('the forks of the project').action(shell.act(() => showForks(shell)));
  group.command('show <fork>').description('what was tried on a fork').action(shell.act((fork: string) => showFork(shell, fork)));
  group.command('run <fork> <file>').description("try the steps of a YAML or JSON file ('-' for standard input)").action(shell.act((fork: string, file: string) => runOnFork(shell, fork, file)));
  group
    .command('diff <fork>')
    .description('what makes the fork differ from the version that it branched off from')
    .option('--against <version>', "from another version, or from 'head'")
    .action(shell.act((fork: string, { against }: { against?: string }) => diffFork(shell, fork, against)));
  group
    .command('promote <fork>')
    .description('make a plan of what passed on a fork, if the state is still where it branched off')
    .option('--run', 'run the plan')
    .addOption(new Option('--mode <mode>', 'which step limit holds').choices(Mode.options).default('autonomous'))
    .addOption(ifMatch())
    .action(shell.act((fork: string, options: PromoteOptions) => promoteFork(shell, fork, options)));
  group.command('delete <fork>').description('delete a fork').action(shell.act((fork: string) => deleteFork(shell, fork)));
};

async function createFork(shell: Shell, version: number | undefined) {
  const fork = await shell.client().call(routes.postFork, { params: { projectId: await shell.projectId() }, body: { version } });
  shell.show(fork, describeFork(fork));
  return EXIT_CODES.done;
}

const listForks = (shell: Shell, projectId: string) => listAll((query) => shell.client().call(routes.listForks, { params: { projectId }, query }));

async function showForks(shell: Shell) {
  const forks = await listForks(shell, await shell.projectId());
  const rows = forks.map(({ forkId, baseVersion, executionCount, createdBy, createdAt, expiresAt }) => [shortId(forkId), baseVersion, executionCount, shortId(createdBy), createdAt, expiresAt]);
  shell.show(forks, table(['ID', 'VERSION', 'TRIED', 'BY', 'CREATED', 'UNTIL'], rows));
  return EXIT_CODES.done;
}

async function paramsOf(shell: Shell, text: string): Promise<{ projectId: string; forkId: string }> {
  const projectId = await shell.projectId();
  if (isWholeId(text)) return { projectId, forkId: text };
  return { projectId, forkId: chooseMeant(await listForks(shell, projectId), text, { noun: 'fork', id: ({ forkId }) => forkId }).forkId };
}

async function showFork(shell: Shell, text: string) {
  const fork = await shell.client().call(routes.getFork, { params: await paramsOf(shell, text) });
  shell.show(fork, describeFork(fork));
  return EXIT_CODES.done;
}

async function runOnFork(shell: Shell, text: string, file: string) {
  const steps = await readSteps(shell.terminal, file);
  const tried = await shell.client().call(routes.runOnFork, { params: await paramsOf(shell, text), body: { steps } });
  shell.show(tried, describePreview(tried));
  return EXIT_OF_EXECUTION[tried.status];
}

async function diffFork(shell: Shell, text: string, against: string | undefined) {
  const compared = await shell.client().call(routes.diffFork, { params: await paramsOf(shell, text), query: { against } });
  shell.show(compared, [`from version ${compared.from} to fork ${shortId(compared.to)}`, ...changeLines(compared.diff)].join('\n'));
  return EXIT_CODES.done;
}

async function promoteFork(shell: Shell, text: string, { run = false, mode, ...options }: PromoteOptions) {
  const params = await paramsOf(shell, text);
  const plan = await shell.client().call(routes.promoteFork, { params, body: { run, mode, requestId: mintId() }, headers: ifMatchHeader(options.ifMatch) });
  shell.show(plan, describePlan(plan));
  return EXIT_OF_PLAN[plan.status];
}

async function deleteFork(shell: Shell, text: string) {
  await shell.client().call(routes.deleteFork, { params: await paramsOf(shell, text) });
  shell.show(null, 'The fork is deleted.');
  return EXIT_CODES.done;
}
