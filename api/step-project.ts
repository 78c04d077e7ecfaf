import type { Project } from '../contract/project.ts';
import type { LifecycleStep, Projects } from '../db/stores/projects.ts';
import { ProblemError } from './problems.ts';

/**
 * Takes a step in a project's life and answers the project after it. A project that is there already stays as it is;
 * a status from which the step does not lead is a conflict.
 */
export async function stepProject(projects: Projects, { project, userId, to, from }: LifecycleStep & { project: Project; userId: string }): Promise<Project> {
  await projects.step(project.projectId, { to, from });
  const after = await projects.find(project.projectId, userId);
  if (!after) throw new ProblemError('not_found', 'There is no such project.');
  if (after.status !== to) throw new ProblemError('conflict', `The project is ${after.status}; expected ${from.join(' or ')}.`);
  return after;
}
