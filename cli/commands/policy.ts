import type { Command } from 'commander';
import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { ifMatch, ifMatchHeader } from '../if-match.ts';
import { issueText } from '../read-document.ts';
import { readPolicyFile, requirePolicyFile } from '../read-policy-file.ts';
import type { Shell } from '../shell.ts';
import { addPolicyBacktest } from './policy-backtest.ts';
import { addPolicyTemplate } from './policy-template.ts';
import { simulatePolicy, type Supposed } from '../simulate-policy.ts';
import { testPolicies } from '../test-policies.ts';

/** `gatehouse policy`: checks and tests policy files, and shows, tries or replaces the policy of a project. */
export const addPolicy: AddCommand = (program, shell) => {
  const group = program.command('policy').description('check, test, show, try and apply policies');
  addOffline(group, shell);
  group
    .command('show [version]')
    .description('the policy that is in force, or one of its versions')
    .action(shell.act((version?: string) => showPolicy(shell, version)));
  group
    .command('apply <file>')
    .description('put a policy in force, in place of the whole one before')
    .addOption(ifMatch())
    .action(shell.act((file: string, options: { ifMatch?: number }) => applyPolicy(shell, file, options)));
  group
    .command('simulate <action> [inputs...]')
    .description('what an action would come to under another policy, as another person or at another time')
    .option('--policy <file>', 'under the policy of a file')
    .option('--user <id>', 'as this person')
    .option('--at <time>', 'at this time, such as 2026-03-29T01:30:00Z')
    .option('--confirm', 'as if it were confirmed')
    .action(shell.act((action: string, inputs: string[], options: Supposed) => simulatePolicy(shell, action, inputs, options)));
  addPolicyBacktest(group, shell);
  addPolicyTemplate(group, shell);
};

/** What needs no Gatehouse. */
function addOffline(group: Command, shell: Shell): void {
  group
    .command('validate <file>')
    .description("check a YAML or JSON policy ('-' for standard input), without a Gatehouse")
    .action(shell.act((file: string) => validatePolicy(shell, file)));
  group
    .command('test [directory]')
    .description('ask every policy of a directory (policies) the cases that stand beside it, without a Gatehouse')
    .option('--packs <paths...>', 'with the actions of these packs')
    .action(shell.act((directory: string | undefined, options: { packs?: string[] }) => testPolicies(shell, directory ?? 'policies', options)));
}

async function validatePolicy(shell: Shell, file: string) {
  const read = await readPolicyFile(shell.terminal, file);
  const issues = read.ok ? [] : read.issues;
  shell.show({ valid: read.ok, issues }, issues.map((issue) => issueText(file, issue)).join('\n') || `${file}: valid.`);
  return read.ok ? EXIT_CODES.done : EXIT_CODES.error;
}

async function showPolicy(shell: Shell, version: string | undefined) {
  const projectId = await shell.projectId();
  const policy = version === undefined ? await shell.client().call(routes.getPolicy, { params: { projectId } }) : await shell.client().call(routes.getPolicyVersion, { params: { projectId, version } });
  shell.show(policy, `version ${policy.version}, ${policy.createdAt}\n${JSON.stringify(policy.policy, null, 2)}`);
  return EXIT_CODES.done;
}

async function applyPolicy(shell: Shell, file: string, options: { ifMatch?: number }) {
  const body = await requirePolicyFile(shell.terminal, file);
  const headers = ifMatchHeader(options.ifMatch);
  const policy = await shell.client().call(routes.putPolicy, { params: { projectId: await shell.projectId() }, body, headers });
  for (const warning of policy.warnings) shell.terminal.warn(`warning: ${issueText(file, warning)}`);
  shell.show(policy, `Version ${policy.version} of the policy is in force.`);
  return EXIT_CODES.done;
}
