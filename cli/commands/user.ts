import type { Command } from 'commander';
import { routes } from '../../contract/routes.ts';
import { NewUser, type RegisteredUser } from '../../contract/user.ts';
import type { AddCommand } from '../command.ts';
import { CommandError, usageError } from '../command-error.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { findUserId } from '../find-user-id.ts';
import { listAll } from '../list-all.ts';
import { readNewSecret } from '../read-secret.ts';
import { chooseSession, sessionTable } from '../session-table.ts';
import type { Shell } from '../shell.ts';
import { shortId } from '../short-id.ts';
import { table } from '../table.ts';

type NewPerson = { name?: string; email?: string; organization?: string; systemAdmin?: boolean; password: boolean; once?: boolean };

/** `gatehouse user`: makes, lists, disables and deletes people, sets their passwords and ends their sessions. */
export const addUser: AddCommand = (program, shell) => {
  const group = program.command('user').description('create, list, disable and delete users, reset their passwords and end their sessions');
  addCreate(group, shell);
  group
    .command('list')
    .description('everybody who is registered')
    .option('--search <words>', 'those with the words in the user name, the full name or the email address')
    .action(shell.act(({ search }: { search?: string }) => listUsers(shell, search)));
  group
    .command('disable <user>')
    .description('keep a user from signing in, and end all that he has open and that waits for him')
    .action(shell.act((user: string) => switchUser(shell, user, { disabled: true })));
  group
    .command('enable <user>')
    .description('let a disabled user sign in again')
    .action(shell.act((user: string) => switchUser(shell, user, { disabled: false })));
  group
    .command('delete <user>')
    .description('remove a user for good; what he did stays recorded')
    .option('--yes', 'without asking')
    .action(shell.act((user: string, { yes }: { yes?: boolean }) => deleteUser(shell, user, yes === true)));
  group
    .command('password-reset <user>')
    .description('set a password that the user has to change, asked for or read from standard input, and end his sessions')
    .action(shell.act((user: string) => resetPassword(shell, user)));
  group
    .command('sessions <user>')
    .description('where a user is signed in')
    .option('--end <session>', 'end this session')
    .option('--end-all', 'end all of them')
    .action(shell.act((user: string, ending: { end?: string; endAll?: boolean }) => showSessions(shell, user, ending)));
};

function addCreate(group: Command, shell: Shell): void {
  group
    .command('create <username>')
    .description('make a user; the password is asked for, or read from standard input')
    .option('--name <name>', 'the full name')
    .option('--email <address>', 'the email address')
    .option('--organization <name>', 'where the person belongs')
    .option('--system-admin', 'may administer users and projects')
    .option('--once', 'the password has to be changed at the first sign-in')
    .option('--no-password', 'without a password: who signs in another way, or works by tokens alone')
    .action(shell.act((username: string, person: NewPerson) => createUser(shell, username, person)));
}

async function createUser(shell: Shell, username: string, { password: wanted, once = false, systemAdmin = false, ...person }: NewPerson) {
  const password = wanted ? await readNewSecret(shell.terminal, `Password of ${username}: `) : undefined;
  const body = NewUser.safeParse({ username, password, passwordChangeRequired: once, isSystemAdmin: systemAdmin, ...person });
  if (!body.success) throw usageError(body.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  const user = await shell.client().call(routes.postUser, { body: body.data });
  return show(shell, user, `${user.username} is made: ${user.userId}`);
}

async function listUsers(shell: Shell, q: string | undefined) {
  const users = await listAll((query) => shell.client().call(routes.listUsers, { query: { ...query, q } }));
  const rows = users.map(({ userId, username, name, email, isSystemAdmin, disabled }) => [shortId(userId), username, name, email, isSystemAdmin ? 'yes' : '', disabled ? 'yes' : '']);
  shell.show(users, table(['ID', 'USER', 'NAME', 'EMAIL', 'SYSTEM ADMIN', 'DISABLED'], rows));
  return EXIT_CODES.done;
}

async function switchUser(shell: Shell, text: string, body: { disabled: boolean }) {
  const userId = await findUserId(shell, text);
  const user = await shell.client().call(routes.patchUser, { params: { userId }, body });
  return show(shell, user, `${user.username} is ${user.disabled ? 'disabled' : 'enabled'}.`);
}

/** Deleting cannot be undone: a person types the user name, a script says --yes. */
async function deleteUser(shell: Shell, text: string, isSure: boolean) {
  const params = { userId: await findUserId(shell, text) };
  const { username } = await shell.client().call(routes.getUser, { params });
  if (!isSure && !shell.terminal.isInteractive) throw usageError(`Deleting ${username} cannot be undone; say --yes.`);
  if (!isSure && (await shell.terminal.ask(`Type ${username} to delete that user for good: `)) !== username) throw new CommandError('Nothing was deleted: that is another name.');
  await shell.client().call(routes.deleteUser, { params });
  shell.show(null, `${username} is deleted.`);
  return EXIT_CODES.done;
}

async function resetPassword(shell: Shell, text: string) {
  const userId = await findUserId(shell, text);
  const newPassword = await readNewSecret(shell.terminal, `New password of ${text}: `);
  await shell.client().call(routes.resetPassword, { params: { userId }, body: { newPassword } });
  shell.show(null, `${text} has a new password, to be changed at the next sign-in; the sessions under the old one have ended.`);
  return EXIT_CODES.done;
}

async function showSessions(shell: Shell, text: string, { end, endAll }: { end?: string; endAll?: boolean }) {
  const params = { userId: await findUserId(shell, text) };
  if (endAll) {
    const answer = await shell.client().call(routes.endUserSessions, { params });
    shell.show(answer, `Sessions of ${text} that have ended: ${answer.ended}.`);
    return EXIT_CODES.done;
  }
  const sessions = await listAll((query) => shell.client().call(routes.listUserSessions, { params, query }));
  if (end === undefined) {
    shell.show(sessions, sessionTable(sessions));
    return EXIT_CODES.done;
  }
  const { sessionId } = chooseSession(sessions, end);
  await shell.client().call(routes.endUserSession, { params: { ...params, sessionId } });
  shell.show(null, 'The session has ended.');
  return EXIT_CODES.done;
}

function show(shell: Shell, user: RegisteredUser, text: string) {
  shell.show(user, text);
  return EXIT_CODES.done;
}
