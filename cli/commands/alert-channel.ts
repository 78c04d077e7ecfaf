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
  const group = program.command('alert-channel').description('say which addresses are told of what needs attention');
  group.command('list').description('the addresses that are told').action(shell.act(() => showChannels(shell)));
  group
    .command('create <name> <address>')
    .description('tell an address; the secret that signs what it is sent is printed this once')
    .option('--kinds <kinds...>', `only of these: ${AlertKind.options.join(', ')}`)
    .action(shell.act((name: string, url: string, { kinds }: { kinds?: string[] }) => createChannel(shell, { name, url, kinds })));
  group
    .command('test <channel>')
    .description('send it a test message; exits with 1 where that does not arrive')
    .action(shell.act((channel: string) => testChannel(shell, channel)));
  group
    .command('deliveries <channel>')
    .description('what it was told of, and what came of it')
    .action(shell.act((channel: string) => showDeliveries(shell, channel)));
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
  const { channelId, name } = await findChannel(shell, text);
  await shell.client().call(routes.deleteAlertChannel, { params: { channelId } });
  shell.show(null, `${name} is told no more.`);
  return EXIT_CODES.done;
}

async function testChannel(shell: Shell, text: string) {
  const { channelId, name } = await findChannel(shell, text);
  const delivery = await shell.client().call(routes.testAlertChannel, { params: { channelId } });
  const isSent = delivery.status === 'sent';
  shell.show(delivery, isSent ? `${name} was told.` : `${name} was not told: ${delivery.error ?? 'nobody knows why'}.`);
  return isSent ? EXIT_CODES.done : EXIT_CODES.error;
}

async function showDeliveries(shell: Shell, text: string) {
  const { channelId } = await findChannel(shell, text);
  const { items } = await shell.client().call(routes.listAlertDeliveries, { params: { channelId }, query: { limit: 100 } });
  const rows = items.map(({ at, kind, status, httpStatus, attempts, error }) => [at, kind, status, String(httpStatus ?? ''), String(attempts), error ?? '']);
  shell.show(items, table(['AT', 'OF', 'STATUS', 'HTTP', 'ATTEMPTS', 'ERROR'], rows));
  return EXIT_CODES.done;
}

const findChannel = async (shell: Shell, text: string) =>
  chooseMeant(await listChannels(shell), text, { noun: 'channel', id: (channel) => channel.channelId, name: (channel) => channel.name });

function kindOf(text: string): AlertKind {
  const kind = AlertKind.options.find((known) => known === text);
  if (kind === undefined) throw usageError(`${text} is nothing that can be told of; expected ${AlertKind.options.join(' or ')}.`);
  return kind;
}

const listChannels = (shell: Shell) => listAll((query) => shell.client().call(routes.listAlertChannels, { query }));
