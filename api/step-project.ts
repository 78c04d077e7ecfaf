import type { Project } from '../contract/project.ts';
import type { LifecycleStep } from '../db/stores/projects.ts';
import type { Front } from './front.ts';
import { ProblemError } from './problems.ts';

/**
 * Takes a step in a project's life and answers the project after it. A project that is there already stays as it is;
 * a status from which the step does not lead is a conflict.
 */
export async function stepProject({ projects, clock }: Pick<Front, 'projects' | 'clock'>, { project, userId, to, from, kind }: LifecycleStep & { project: Project; userId: string }): Promise<Project> {
  await projects.step(project.projectId, { to, from, kind }, { userId, at: clock.now() });
  const after = await projects.find(project.projectId, userId);
  if (!after) throw new ProblemError('not_found', 'There is no such project.');
  if (after.status !== to) throw new ProblemError('conflict', `The project is ${after.status}; expected ${from.join(' or ')}.`);
  return after;
}
