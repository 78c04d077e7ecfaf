import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { stepProject } from '../step-project.ts';

/** Opens an archived project again. */
export const unarchiveProject = (front: Front) =>
  endpoint(routes.unarchiveProject, async ({ caller, project }) => answer(await stepProject(front, { project, userId: caller.userId, to: 'active', from: ['archived'], kind: 'project.unarchived' })));
