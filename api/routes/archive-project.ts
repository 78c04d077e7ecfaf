import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { stepProject } from '../step-project.ts';

/** Closes a project: it can be read, and not changed until it is unarchived. */
export const archiveProject = (front: Front) =>
  endpoint(routes.archiveProject, async ({ caller, project }) => answer(await stepProject(front, { project, userId: caller.userId, to: 'archived', from: ['active', 'locked'], kind: 'project.archived' })));
