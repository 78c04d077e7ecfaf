import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireDone } from '../require-done.ts';

/** Takes a person out of a project. */
export const deleteMember = ({ members }: Front) =>
  endpoint(routes.deleteMember, async ({ project, params: { userId } }) => {
    requireDone(await members.remove(project.projectId, userId), 'There is no such member.');
    return answer(null);
  });
