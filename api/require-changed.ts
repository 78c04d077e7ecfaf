import type { RegisteredUser } from '../contract/user.ts';
import type { UserOutcome, UserRefusal, UserRegistry } from '../db/stores/user-registry.ts';
import type { WithdrawnWork } from '../db/stores/withdrawn-work.ts';
import { ProblemError } from './problems.ts';

/** The problem of a person whom the registry does not know. */
export const noSuchUser = (): ProblemError => new ProblemError('not_found', 'There is no such user.');

/** The problem of a session that the person does not have, or has no more. */
export const noSuchSession = (): ProblemError => new ProblemError('not_found', 'There is no such session.');

/** The person of that id; throws where there is none. */
export async function requireUser(registry: Pick<UserRegistry, 'find'>, userId: string): Promise<RegisteredUser> {
  const user = await registry.find(userId);
  if (!user) throw noSuchUser();
  return user;
}

/** What was withdrawn with a change of a person; throws the problem of one that was not made. */
export function requireChanged(outcome: UserOutcome): WithdrawnWork {
  if (outcome.refusal === null) return outcome.withdrawn;
  if (outcome.refusal === 'unknown') throw noSuchUser();
  throw new ProblemError('conflict', REFUSED[outcome.refusal]);
}

const REFUSED = {
  email_taken: 'Somebody has this email address already.',
  last_system_admin: 'Gatehouse keeps an enabled system admin: make somebody else one first.',
  last_project_admin: 'This is the only admin of a project: make somebody else an admin there first.',
} as const satisfies Record<Exclude<UserRefusal, 'unknown'>, string>;
