import { routes } from '../../contract/routes.ts';
import { MAX_GRACE_SECONDS, NewSecret, type MissingSecret, type Secret, type SecretUse } from '../../contract/secret.ts';
import type { AddCommand } from '../command.ts';
import { usageError } from '../command-error.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { listAll } from '../list-all.ts';
import { readNewSecretText } from '../read-secret.ts';
import type { Shell } from '../shell.ts';
import { chooseMeant, shortId } from '../short-id.ts';
import { table } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

/** `gatehouse secret`: keeps the secrets of a project. A value is asked for unseen or read from standard input, and never printed. */
export const addSecret: AddCommand = (program, shell) => {
  const group = program.command('secret').description('keep, replace and delete the secrets of a project');
  group.command('list').description('the secrets, without their values, and those that actions need and the project lacks').action(shell.act(() => showSecrets(shell)));
  group
    .command('set <name>')
    .description('keep a new secret; its value is asked for, or read from standard input')
    .action(shell.act((name: string) => setSecret(shell, name)));
  group
    .command('rotate <secret>')
    .description('replace the value of a secret, named by its name, its id or the end of its id')
    .option('--grace-seconds <seconds>', 'how long the value before stays in force', wholeNumber(0, MAX_GRACE_SECONDS))
    .action(shell.act((secret: string, options: { graceSeconds?: number }) => rotateSecret(shell, secret, options)));
  group
    .command('delete <secret>')
    .description('delete a secret')
    .option('--confirmed', 'also where an action needs it')
    .action(shell.act((secret: string, options: { confirmed?: boolean }) => deleteSecret(shell, secret, options)));
};

async function showSecrets(shell: Shell) {
  const { secrets, missing } = await readSecrets(shell);
  const absent = missing.map(({ name, usedBy }) => ['', name, 'missing', '', '', '', usersOf(usedBy)]);
  const present = secrets.map(({ secretId, name, version, createdAt, rotatedAt, previousUntil, usedBy }) => [shortId(secretId), name, String(version), createdAt, rotatedAt, previousUntil, usersOf(usedBy)]);
  shell.show({ items: secrets, missing }, table(['ID', 'NAME', 'VERSION', 'CREATED', 'ROTATED', 'OLD VALUE UNTIL', 'NEEDED BY'], [...absent, ...present]));
  return EXIT_CODES.done;
}

async function setSecret(shell: Shell, text: string) {
  const name = NewSecret.shape.name.safeParse(text);
  if (!name.success) throw usageError(`'${text}' is no name of a secret: ${name.error.issues[0]?.message ?? ''}.`);
  const projectId = await shell.projectId();
  const value = await readNewSecretText(shell.terminal, `Value of ${text}: `);
  const secret = await shell.client().call(routes.postSecret, { params: { projectId }, body: { name: name.data, value } });
  shell.show(secret, `${secret.name} is kept.`);
  return EXIT_CODES.done;
}

async function rotateSecret(shell: Shell, text: string, { graceSeconds = 0 }: { graceSeconds?: number }) {
  const { projectId, secretId, name } = await chooseSecret(shell, text);
  const value = await readNewSecretText(shell.terminal, `New value of ${name}: `);
  const secret = await shell.client().call(routes.rotateSecret, { params: { projectId, secretId }, body: { value, graceSeconds } });
  shell.show(secret, `${name} has a new value${secret.previousUntil === null ? '' : `; the one before stays in force until ${secret.previousUntil}`}.`);
  return EXIT_CODES.done;
}

async function deleteSecret(shell: Shell, text: string, { confirmed = false }: { confirmed?: boolean }) {
  const { projectId, secretId, name } = await chooseSecret(shell, text);
  await shell.client().call(routes.deleteSecret, { params: { projectId, secretId }, query: { confirmed: confirmed ? 'true' : 'false' } });
  shell.show(null, `${name} is deleted.`);
  return EXIT_CODES.done;
}

async function chooseSecret(shell: Shell, text: string): Promise<{ projectId: string; secretId: string; name: string }> {
  const { projectId, secrets } = await readSecrets(shell);
  const { secretId, name } = chooseMeant(secrets, text, { noun: 'secret', id: (secret) => secret.secretId, name: (secret) => secret.name });
  return { projectId, secretId, name };
}

async function readSecrets(shell: Shell): Promise<{ projectId: string; secrets: Secret[]; missing: MissingSecret[] }> {
  const projectId = await shell.projectId();
  let missing: MissingSecret[] = [];
  const secrets = await listAll(async (query) => {
    const page = await shell.client().call(routes.listSecrets, { params: { projectId }, query });
    ({ missing } = page); // The same on every page.
    return page;
  });
  return { projectId, secrets, missing };
}

const usersOf = (usedBy: readonly SecretUse[]): string => [...new Set(usedBy.map(({ actionId }) => actionId))].join(', ');
