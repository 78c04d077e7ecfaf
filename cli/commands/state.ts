import { routes } from '../../contract/routes.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import type { AddCommand } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { EXIT_CODES } from '../exit-code.ts';
import type { Shell } from '../shell.ts';
import { table } from '../table.ts';

type Options = { at?: string; version?: string; requestId?: string };

/** `gatehouse state`: shows the state of a project as it is, or as it was. */
export const addState: AddCommand = (program, shell) => {
  program
    .command('state [component]')
    .description('the state of the project, or of one component')
    .option('--at <time>', 'as it was at a time, such as 2027-01-31T12:00:00Z')
    .option('--version <number>', 'as it was at a version')
    .option('--request-id <id>', 'as it was after an attempt')
    .action(shell.act((component: string | undefined, options: Options) => showState(shell, component, options)));
};

async function showState(shell: Shell, component: string | undefined, { at, version, requestId }: Options) {
  const query = { version, requestId, at: at === undefined ? undefined : instantText(at) };
  const snapshot = await shell.client().call(routes.getState, { params: { projectId: await shell.projectId() }, query });
  const components = component === undefined ? snapshot.components : { [component]: findComponent(snapshot, component) };
  shell.show(component === undefined ? snapshot : components[component], [`version ${snapshot.version}, ${snapshot.at}`, '', table(['PLACE', 'VALUE'], rowsOf(components))].join('\n'));
  return EXIT_CODES.done;
}

/** A time as the API takes it; what is no time is sent as it is, for the API to say so. */
const instantText = (text: string): string => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString());

function findComponent({ components }: Snapshot, name: string) {
  const found = new Map(Object.entries(components)).get(name);
  if (!found) throw new CommandError(`There is no component '${name}'; there are ${Object.keys(components).join(', ')}.`);
  return found;
}

const rowsOf = (components: Snapshot['components']) =>
  Object.entries(components).flatMap(([componentId, state]) => Object.entries(state).map(([field, value]) => [`/${componentId}/${field}`, JSON.stringify(value)]));
