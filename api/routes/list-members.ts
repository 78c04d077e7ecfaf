import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the members of a project, newest first. */
export const listMembers = ({ members }: Front) =>
  endpoint(routes.listMembers, async ({ project, query }) => answer(await members.list(project.projectId, query)));
