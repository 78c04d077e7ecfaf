import type { User } from '../../../contract/user.ts';
import type { OidcSettings } from '../../../platform/oidc-settings.ts';
import type { Front } from '../../front.ts';
import { namesFor } from './names-for.ts';
import { readPerson, type Said, unkeptClaims } from './read-person.ts';
import { SignInProblem } from './sign-in-problem.ts';

const MAX_SUBJECT = 255;

type Parts = Pick<Front, 'userIdentities' | 'mintId' | 'logger'>;

/** The user of somebody whom the provider vouches for, as it describes him now; one who is new is added. Throws where he may not come in. */
export async function welcomePerson({ userIdentities, mintId, logger }: Parts, settings: OidcSettings, said: Said, at: Date): Promise<{ user: User; passwordChangeRequired: boolean }> {
  const person = readPerson(said, settings.claims);
  const unkept = unkeptClaims(said, settings.claims, person.claims);
  const welcome = await userIdentities.welcome({ issuer: said.iss, subject: subjectOf(said), said: person, at, userId: mintId(), usernames: namesFor(said) });
  if (!('person' in welcome)) throw new SignInProblem(welcome.outcome, 'the account does not let him in');
  const { user } = welcome.person;
  if (unkept.length > 0) logger.warn('claims-left-out', 'Claims of a person are too large or no plain values, and policies do not see them.', { user_id: user.userId, claims: unkept });
  if (welcome.outcome === 'created') logger.info('user-created', 'The identity provider vouches for somebody new.', { user_id: user.userId, username: user.username });
  return welcome.person;
}

/** A subject that can be stored as it is; another one could be mistaken for it. */
export function subjectOf({ sub }: Said): string {
  if (sub === '' || sub.length > MAX_SUBJECT || !sub.isWellFormed() || sub.includes('\0')) throw new SignInProblem('refused', 'the subject is no short text');
  return sub;
}
