import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { stepProject } from '../step-project.ts';

/** Stops a project from executing anything; administration goes on. */
export const lockProject = (front: Front) =>
  endpoint(routes.lockProject, async ({ caller, project }) => answer(await stepProject(front, { project, userId: caller.userId, to: 'locked', from: ['active'], kind: 'project.locked' })));
