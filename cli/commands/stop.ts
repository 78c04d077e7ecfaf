import { routes } from '../../contract/routes.ts';
import type { AddCommand } from '../command.ts';
import { EXIT_CODES } from '../exit-code.ts';
import type { Shell } from '../shell.ts';

/** `gatehouse stop`: the emergency stop of a project: locks it and cancels what runs and waits in it. */
export const addStop: AddCommand = (program, shell) => {
  program
    .command('stop')
    .description('emergency stop: lock the project and cancel what runs and waits in it')
    .requiredOption('--reason <reason>', 'why, for the record')
    .action(shell.act(({ reason }: { reason: string }) => stopProject(shell, reason)));
};

async function stopProject(shell: Shell, reason: string) {
  const { project, cancelled } = await shell.client().call(routes.stopProject, { params: { projectId: await shell.projectId() }, body: { reason } });
  const { turns, plans, intents, approvals } = cancelled;
  shell.show({ project, cancelled }, `${project.name} is ${project.status}; cancelled: ${turns} turns, ${plans} plans, ${intents} intents, ${approvals} requests for approval.`);
  return EXIT_CODES.done;
}
