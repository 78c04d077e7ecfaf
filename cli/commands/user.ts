import { routes } from '../../contract/routes.ts';
import { NewUser, type RegisteredUser } from '../../contract/user.ts';
import type { AddCommand } from '../command.ts';
import { usageError } from '../command-error.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { findUserId } from '../find-user-id.ts';
import { listAll } from '../list-all.ts';
import { readNewSecret } from '../read-secret.ts';
import type { Shell } from '../shell.ts';
import { shortId } from '../short-id.ts';
import { table } from '../table.ts';

type NewPerson = { name?: string; email?: string; organization?: string; systemAdmin?: boolean; password: boolean };

/** `gatehouse user`: makes, lists and disables people, and sets their passwords. */
export const addUser: AddCommand = (program, shell) => {
  const group = program.command('user').description('create, list and disable users, and reset their passwords');
  group
    .command('create <username>')
    .description('make a user; the password is asked for, or read from standard input')
    .option('--name <name>', 'the full name')
    .option('--email <address>', 'the email address')
    .option('--organization <name>', 'where the person belongs')
    .option('--system-admin', 'may administer users and projects')
    .option('--no-password', 'without a password: who signs in another way, or works by tokens alone')
    .action(shell.act((username: string, person: NewPerson) => createUser(shell, username, person)));
  group
    .command('list')
    .description('everybody who is registered')
    .action(shell.act(() => listUsers(shell)));
  group
    .command('disable <user>')
    .description('keep a user from signing in, and end what he has open')
    .action(shell.act((user: string) => disableUser(shell, user)));
  group
    .command('password-reset <user>')
    .description('set a new password, asked for or read from standard input, and end the sessions of the user')
    .action(shell.act((user: string) => resetPassword(shell, user)));
};

async function createUser(shell: Shell, username: string, { password: wanted, systemAdmin = false, ...person }: NewPerson) {
  const password = wanted ? await readNewSecret(shell.terminal, `Password of ${username}: `) : undefined;
  const body = NewUser.safeParse({ username, password, isSystemAdmin: systemAdmin, ...person });
  if (!body.success) throw usageError(body.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  const user = await shell.client().call(routes.postUser, { body: body.data });
  return show(shell, user, `${user.username} is made: ${user.userId}`);
}

async function listUsers(shell: Shell) {
  const users = await listAll((query) => shell.client().call(routes.listUsers, { query }));
  const rows = users.map(({ userId, username, name, email, isSystemAdmin, disabled }) => [shortId(userId), username, name, email, isSystemAdmin ? 'yes' : '', disabled ? 'yes' : '']);
  shell.show(users, table(['ID', 'USER', 'NAME', 'EMAIL', 'SYSTEM ADMIN', 'DISABLED'], rows));
  return EXIT_CODES.done;
}

async function disableUser(shell: Shell, text: string) {
  const userId = await findUserId(shell, text);
  const user = await shell.client().call(routes.patchUser, { params: { userId }, body: { disabled: true } });
  return show(shell, user, `${user.username} is disabled.`);
}

async function resetPassword(shell: Shell, text: string) {
  const userId = await findUserId(shell, text);
  const newPassword = await readNewSecret(shell.terminal, `New password of ${text}: `);
  await shell.client().call(routes.resetPassword, { params: { userId }, body: { newPassword } });
  shell.show(null, `${text} has a new password; the sessions under the old one have ended.`);
  return EXIT_CODES.done;
}

function show(shell: Shell, user: RegisteredUser, text: string) {
  shell.show(user, text);
  return EXIT_CODES.done;
}
