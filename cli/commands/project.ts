import type { Project } from '../../contract/project.ts';
import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
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

/** `gatehouse project`: makes, lists, locks and archives projects. */
export const addProject: AddCommand = (program, shell) => {
  const group = program.command('project').description('create, list, lock and archive projects');
  group
    .command('create <name>')
    .description('make a project; you become its admin')
    .action(shell.act((name: string) => createProject(shell, name)));
  group
    .command('list')
    .description('the projects that you can see')
    .action(shell.act(() => listProjects(shell)));
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

async function createProject(shell: Shell, name: string) {
  return showProject(shell, await shell.client().call(routes.postProject, { body: { name } }));
}

async function listProjects(shell: Shell) {
  const projects = await listAll((query) => shell.client().call(routes.listProjects, { query }));
  const rows = projects.map(({ projectId, name, status, version, role }) => [shortId(projectId), name, status, version, role]);
  shell.show(projects, table(['ID', 'NAME', 'STATUS', 'VERSION', 'ROLE'], rows));
  return EXIT_CODES.done;
}

function showProject(shell: Shell, project: Project) {
  shell.show(project, `${project.name} is ${project.status}: ${project.projectId}`);
  return EXIT_CODES.done;
}
