import type { Command } from 'commander';
import { routes } from '../../contract/routes.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { ifMatch, ifMatchHeader } from '../if-match.ts';
import { listAll } from '../list-all.ts';
import { requirePolicyFile } from '../read-policy-file.ts';
import type { Shell } from '../shell.ts';
import { table } from '../table.ts';

/** `gatehouse policy template`: the policies that new projects can begin with, in all their versions; for system admins. */
export function addPolicyTemplate(policy: Command, shell: Shell): void {
  const group = policy.command('template').description('the policies that new projects can begin with');
  group
    .command('list')
    .description('every template in its latest version')
    .action(shell.act(() => listTemplates(shell)));
  group
    .command('show <name> [version]')
    .description('a template, as it is or as it was; version 0 is that of the release')
    .action(shell.act((name: string, version?: string) => showTemplate(shell, name, version)));
  group
    .command('put <name> <file>')
    .description('store a new version of a template; projects keep what they began with')
    .addOption(ifMatch())
    .action(shell.act((name: string, file: string, options: { ifMatch?: number }) => putTemplate(shell, name, file, options)));
}

async function listTemplates(shell: Shell) {
  const templates = await listAll((query) => shell.client().call(routes.listPolicyTemplates, { query }));
  const rows = templates.map(({ name, version, updatedAt, updatedBy }) => [name, version, updatedAt, updatedBy]);
  shell.show(templates, table(['NAME', 'VERSION', 'STORED AT', 'STORED BY'], rows));
  return EXIT_CODES.done;
}

async function showTemplate(shell: Shell, name: string, version: string | undefined) {
  const client = shell.client();
  const wanted = version ?? (await client.call(routes.listPolicyTemplateVersions, { params: { name }, query: { limit: 1 } })).items.map((latest) => String(latest.version)).join('');
  const template = await client.call(routes.getPolicyTemplateVersion, { params: { name, version: wanted } });
  shell.show(template, `${name}, version ${template.version}, ${template.createdAt ?? 'of the release'}\n${JSON.stringify(template.policy, null, 2)}`);
  return EXIT_CODES.done;
}

async function putTemplate(shell: Shell, name: string, file: string, options: { ifMatch?: number }) {
  const policy = await requirePolicyFile(shell.terminal, file);
  const template = await shell.client().call(routes.putPolicyTemplate, { body: { name, policy }, headers: ifMatchHeader(options.ifMatch) });
  shell.show(template, `Version ${template.version} of ${name} is stored; projects keep what they began with.`);
  return EXIT_CODES.done;
}
