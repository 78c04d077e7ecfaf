import { Argument, Option } from 'commander';
import { Role } from '../../contract/project.ts';
import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { listAll } from '../list-all.ts';
import type { Shell } from '../shell.ts';
import { chooseMeant, isWholeId, shortId } from '../short-id.ts';
import { table } from '../table.ts';

/** `gatehouse member`: says who belongs to a project, and as what. */
export const addMember: AddCommand = (program, shell) => {
  const group = program.command('member').description('add, remove and list the members of a project');
  group
    .command('add <user>')
    .description('make a user a member, by user name, e-mail address or id, or change the role of a member')
    .addArgument(new Argument('[role]', 'what he may do').choices(Role.options))
    .addOption(new Option('--role <role>', 'the same as the argument; operator where neither is given').choices(Role.options))
    .action(shell.act((user: string, role: Role | undefined, options: { role?: Role }) => addOrChange(shell, user, role ?? options.role ?? 'operator')));
  group
    .command('remove <user>')
    .description('take a member out of the project')
    .action(shell.act((user: string) => removeMember(shell, user)));
  group
    .command('list')
    .description('who belongs to the project')
    .action(shell.act(() => showMembers(shell)));
};

async function addOrChange(shell: Shell, user: string, role: Role) {
  const projectId = await shell.projectId();
  const userId = isWholeId(user) ? user : (await listMembers(shell, projectId)).find(({ username }) => username === user)?.userId;
  const named = user.includes('@') ? { email: user } : { username: user };
  const member =
    userId === undefined
      ? await shell.client().call(routes.postMember, { params: { projectId }, body: { ...named, role } })
      : await shell.client().call(routes.putMember, { params: { projectId, userId }, body: { role } });
  shell.show(member, `${member.username} is ${member.role}.`);
  return EXIT_CODES.done;
}

async function removeMember(shell: Shell, user: string) {
  const projectId = await shell.projectId();
  const { userId, username } = chooseMeant(await listMembers(shell, projectId), user, { noun: 'member', id: (member) => member.userId, name: (member) => member.username });
  await shell.client().call(routes.deleteMember, { params: { projectId, userId } });
  shell.show(null, `${username} is no member any more.`);
  return EXIT_CODES.done;
}

async function showMembers(shell: Shell) {
  const members = await listMembers(shell, await shell.projectId());
  const rows = members.map(({ userId, username, name, role }) => [shortId(userId), username, name, role]);
  shell.show(members, table(['ID', 'USER', 'NAME', 'ROLE'], rows));
  return EXIT_CODES.done;
}

const listMembers = (shell: Shell, projectId: string) => listAll((query) => shell.client().call(routes.listMembers, { params: { projectId }, query }));
