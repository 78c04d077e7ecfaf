import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireDone } from '../require-done.ts';

/** Takes a person out of a project. */
export const deleteMember = ({ members, clock }: Front) =>
  endpoint(routes.deleteMember, async ({ caller, project, params: { userId } }) => {
    requireDone(await members.remove({ projectId: project.projectId, userId, by: caller.userId, at: clock.now() }), 'There is no such member.');
    return answer(null);
  });
