import type { Project } from '../../contract/project.ts';
import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { CommandError, usageError } from '../command-error.ts';
import { EXIT_CODES } from '../exit-code.ts';
import { listAll } from '../list-all.ts';
import type { Shell } from '../shell.ts';
import { shortId } from '../short-id.ts';
import { table } from '../table.ts';

const STEPS = {
  archive: { route: routes.archiveProject, what: 'put a project away; nothing runs in it' },
  unarchive: { route: routes.unarchiveProject, what: 'take a project back from the archive' },
  lock: { route: routes.lockProject, what: 'keep everything from running in a project' },
  unlock: { route: routes.unlockProject, what: 'let a project run again' },
} as const;

/** `gatehouse project`: makes, lists, locks, archives and purges projects. */
export const addProject: AddCommand = (program, shell) => {
  const group = program.command('project').description('create, list, lock, archive and purge projects');
  group
    .command('create <name>')
    .description('make a project; you become its admin')
    .option('--template <name>', 'the policy template to begin with (default)')
    .action(shell.act((name: string, options: { template?: string }) => createProject(shell, name, options)));
  group
    .command('list')
    .description('the projects that you can see')
    .action(shell.act(() => listProjects(shell)));
  group
    .command('purge <project>')
    .description('delete a project with all that is in it, for ever')
    .requiredOption('--name <name>', 'the exact name of the project')
    .option('--yes', 'without asking again')
    .action(shell.act((project: string, options: Purging) => purgeProject(shell, project, options)));
  for (const [name, { route, what }] of Object.entries(STEPS)) {
    group
      .command(`${name} <project>`)
      .description(what)
      .action(
        shell.act(async (project: string) => {
          const params = { projectId: await shell.findProjectId(project) };
          return showProject(shell, await shell.client().call(route, { params }));
        }),
      );
  }
};

async function createProject(shell: Shell, name: string, { template }: { template?: string }) {
  return showProject(shell, await shell.client().call(routes.postProject, { body: { name, ...(template !== undefined && { template }) } }));
}

async function listProjects(shell: Shell) {
  const projects = await listAll((query) => shell.client().call(routes.listProjects, { query }));
  const rows = projects.map(({ projectId, name, status, version, role }) => [shortId(projectId), name, status, version, role]);
  shell.show(projects, table(['ID', 'NAME', 'STATUS', 'VERSION', 'ROLE'], rows));
  return EXIT_CODES.done;
}

type Purging = { name: string; yes?: boolean };

/** A person types the name once more; a script says --yes. */
async function purgeProject(shell: Shell, project: string, { name, yes = false }: Purging) {
  const projectId = await shell.findProjectId(project);
  if (!yes && !(await isConfirmed(shell, name))) throw new CommandError('Nothing was purged.');
  const tombstone = await shell.client().call(routes.purgeProject, { params: { projectId }, body: { confirmed: true, name } });
  shell.show(tombstone, `${tombstone.name} is gone. Its last execution was number ${tombstone.chainSeq}, with the hash ${tombstone.chainHash || 'of an empty chain'}.`);
  return EXIT_CODES.done;
}

async function isConfirmed({ terminal }: Shell, name: string): Promise<boolean> {
  if (!terminal.isInteractive) throw usageError('Nobody is there to ask; give --yes.');
  return (await terminal.ask(`This deletes ${name} for ever. Type its name to go on: `)) === name.trim();
}

function showProject(shell: Shell, project: Project) {
  shell.show(project, `${project.name} is ${project.status}: ${project.projectId}`);
  return EXIT_CODES.done;
}
