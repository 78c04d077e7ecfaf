import { Policy } from '../../contract/policy.ts';
import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { ifMatch, ifMatchHeader } from '../if-match.ts';
import { issueText, readDocument, requireDocument } from '../read-document.ts';
import type { Shell } from '../shell.ts';

/** `gatehouse policy`: checks a policy file, and shows or replaces the policy of a project. */
export const addPolicy: AddCommand = (program, shell) => {
  const group = program.command('policy').description('check, show and apply policies');
  group
    .command('validate <file>')
    .description("check a YAML or JSON policy ('-' for standard input), without a Gatehouse")
    .action(shell.act((file: string) => validatePolicy(shell, file)));
  group
    .command('show')
    .description('the policy that is in force')
    .action(shell.act(() => showPolicy(shell)));
  group
    .command('apply <file>')
    .description('put a policy in force, in place of the whole one before')
    .addOption(ifMatch())
    .action(shell.act((file: string, options: { ifMatch?: number }) => applyPolicy(shell, file, options)));
};

async function validatePolicy(shell: Shell, file: string) {
  const read = await readDocument(shell.terminal, file, Policy);
  const issues = 'issues' in read ? read.issues : [];
  shell.show({ valid: issues.length === 0, issues }, issues.map((issue) => issueText(file, issue)).join('\n') || `${file}: valid.`);
  return issues.length === 0 ? EXIT_CODES.done : EXIT_CODES.error;
}

async function showPolicy(shell: Shell) {
  const policy = await shell.client().call(routes.getPolicy, { params: { projectId: await shell.projectId() } });
  shell.show(policy, `version ${policy.version}, ${policy.createdAt}\n${JSON.stringify(policy.policy, null, 2)}`);
  return EXIT_CODES.done;
}

async function applyPolicy(shell: Shell, file: string, options: { ifMatch?: number }) {
  const body = await requireDocument(shell.terminal, file, Policy);
  const headers = ifMatchHeader(options.ifMatch);
  const policy = await shell.client().call(routes.putPolicy, { params: { projectId: await shell.projectId() }, body, headers });
  shell.show(policy, `Version ${policy.version} of the policy is in force.`);
  return EXIT_CODES.done;
}
