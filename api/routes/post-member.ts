import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { countGuess } from '../auth/guesses.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Makes a person a member by his name. Who is unknown and who is disabled is answered alike, and asking for many such names is held up, so that nobody reads the registry this way. */
export const postMember = (front: Front) =>
  endpoint(routes.postMember, async ({ caller, project: { projectId }, body: { role, ...named }, address }) => {
    const takeBack = countGuess(front, { userId: caller.userId, address });
    const added = await front.members.add({ projectId, named, role, by: caller.userId, at: front.clock.now() });
    if (added.outcome === 'unknown') throw nobody();
    takeBack();
    if (added.outcome !== 'added') throw new ProblemError('conflict', 'This person is a member already; change the role instead.');
    const member = await front.members.find(projectId, added.userId);
    if (!member) throw nobody(); // Removed again in this moment.
    return answer(member);
  });

const nobody = (): ProblemError => new ProblemError('not_found', 'There is nobody of this name or address who can be added.');
