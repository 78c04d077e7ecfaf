import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireDone } from '../require-done.ts';
import { ProblemError } from '../problems.ts';

const NOBODY = 'There is no such user.';

/** Makes a person a member, or changes the role that he has. */
export const putMember = ({ members, clock }: Front) =>
  endpoint(routes.putMember, async ({ caller, project, params: { userId }, body: { role } }) => {
    requireDone(await members.put({ projectId: project.projectId, userId, role, by: caller.userId, at: clock.now() }), NOBODY);
    const member = await members.find(project.projectId, userId);
    if (!member) throw new ProblemError('not_found', NOBODY);
    return answer(member);
  });
