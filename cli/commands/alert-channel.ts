import { AlertKind } from '../../contract/alert-channel.ts';
import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { usageError } from '../command-error.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { listAll } from '../list-all.ts';
import type { Shell } from '../shell.ts';
import { chooseMeant, shortId } from '../short-id.ts';
import { table } from '../table.ts';

/** `gatehouse alert-channel`: says who is told of what needs attention. */
export const addAlertChannel: AddCommand = (program, shell) => {
  const group = program.command('alert-channel').description('say which addresses are told of requests that wait');
  group.command('list').description('the addresses that are told').action(shell.act(() => showChannels(shell)));
  group
    .command('create <name> <address>')
    .description('tell an address; the secret that signs what it is sent is printed this once')
    .option('--kinds <kinds...>', `only of these: ${AlertKind.options.join(', ')}`)
    .action(shell.act((name: string, url: string, { kinds }: { kinds?: string[] }) => createChannel(shell, { name, url, kinds })));
  group
    .command('delete <channel>')
    .description('tell an address no more; named by its id, the end of its id, or its name')
    .action(shell.act((channel: string) => deleteChannel(shell, channel)));
};

async function showChannels(shell: Shell) {
  const channels = await listChannels(shell);
  const rows = channels.map(({ channelId, name, url, kinds, disabled, createdAt }) => [shortId(channelId), name, url, kinds?.join(', ') ?? 'everything', disabled ? 'disabled' : 'told', createdAt]);
  shell.show(channels, table(['ID', 'NAME', 'ADDRESS', 'OF', 'STATUS', 'CREATED'], rows));
  return EXIT_CODES.done;
}

async function createChannel(shell: Shell, { name, url, kinds }: { name: string; url: string; kinds: string[] | undefined }) {
  const created = await shell.client().call(routes.postAlertChannel, { body: { name, url, kinds: kinds ? kinds.map(kindOf) : null } });
  shell.show(created, created.secret ?? `${created.name} was made before; its secret is not shown again.`);
  return EXIT_CODES.done;
}

async function deleteChannel(shell: Shell, text: string) {
  const { channelId, name } = chooseMeant(await listChannels(shell), text, { noun: 'channel', id: (channel) => channel.channelId, name: (channel) => channel.name });
  await shell.client().call(routes.deleteAlertChannel, { params: { channelId } });
  shell.show(null, `${name} is told no more.`);
  return EXIT_CODES.done;
}

function kindOf(text: string): AlertKind {
  const kind = AlertKind.options.find((known) => known === text);
  if (kind === undefined) throw usageError(`${text} is nothing that can be told of; expected ${AlertKind.options.join(' or ')}.`);
  return kind;
}

const listChannels = (shell: Shell) => listAll((query) => shell.client().call(routes.listAlertChannels, { query }));
