import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { stepProject } from '../step-project.ts';

/** Lets a locked project execute again. */
export const unlockProject = (front: Front) =>
  endpoint(routes.unlockProject, async ({ caller, project }) => answer(await stepProject(front, { project, userId: caller.userId, to: 'active', from: ['locked'], kind: 'project.unlocked' })));
