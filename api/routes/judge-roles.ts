import type { AskedPerson } from '../../contract/role-question.ts';
import type { Role } from '../../contract/project.ts';
import { routes } from '../../contract/routes.ts';
import type { Person } from '../../domain/policy/person.ts';
import { compileRulebook } from '../../domain/policy/rulebook.ts';
import { firstMatch } from '../../domain/policy/role-mappings.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { requireSoundPolicy } from '../require-sound-policy.ts';

type Found = { person: Person; membership: Role | null };

/**
 * Tells which role somebody would have, and why. By id only people who have a part in the project can be asked about: what the
 * mappings say of anybody else would tell an admin what he may not know of him.
 */
export const judgeRoles = (front: Front) =>
  endpoint(routes.judgeRoles, async ({ project: { projectId }, body: { policy, person: asked } }) => {
    if (policy) requireSoundPolicy(policy, '/policy');
    const inForce = compileRulebook((await front.policies.current(projectId))?.policy ?? {});
    const { person, membership } = 'userId' in asked ? await findPerson(front, projectId, asked.userId) : { person: suppose(asked), membership: null };
    const takesPart = !('userId' in asked) || membership !== null || inForce.roleOf(person) !== null;
    if (!takesPart) throw nobody();
    const results = [...(policy ? compileRulebook(policy) : inForce).judgeMappings(person)];
    const match = firstMatch(results);
    if (membership !== null) return answer({ role: membership, by: 'membership' as const, mapping: null, results });
    return answer({ role: match?.role ?? null, by: match && ('mapping' as const), mapping: match?.index ?? null, results });
  });

async function findPerson({ mappedRoles }: Front, projectId: string, userId: string): Promise<Found> {
  const found = await mappedRoles.findPerson(projectId, userId);
  if (!found) throw nobody();
  return found;
}

const suppose = ({ email, name, organization, claims }: Exclude<AskedPerson, { userId: string }>): Person => ({
  userId: 'somebody',
  email: email ?? null,
  name: name ?? null,
  organization: organization ?? null,
  claims: claims ?? {},
});

const nobody = (): ProblemError => new ProblemError('not_found', 'Nobody of this id has a part in the project; ask about somebody supposed instead.');
