import type { UserRefusal } from '../db/stores/user-registry.ts';
import { ProblemError } from './problems.ts';

/** The problem of a person whom the registry does not know. */
export const noSuchUser = (): ProblemError => new ProblemError('not_found', 'There is no such user.');

/** Throws the problem of a change of a person that was not made. */
export function requireChanged(outcome: 'done' | UserRefusal): void {
  if (outcome === 'done') return;
  if (outcome === 'unknown') throw noSuchUser();
  throw new ProblemError('conflict', REFUSED[outcome]);
}

const REFUSED = {
  email_taken: 'Somebody has this email address already.',
  last_system_admin: 'Gatehouse keeps an enabled system admin: make somebody else one first.',
  last_project_admin: 'This is the only admin of a project: make somebody else an admin there first.',
} as const satisfies Record<Exclude<UserRefusal, 'unknown'>, string>;
