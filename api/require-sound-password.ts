import { type PasswordOwner, weaknessOf } from '../domain/access/weakness-of.ts';
import { invalidRequest } from './problems.ts';

/** Throws, with the place of the password in the body and the rule that it breaks, unless it is one that a person may choose. */
export function requireSoundPassword(path: '/password' | '/newPassword', password: string, owner: PasswordOwner): void {
  const message = weaknessOf(password, owner);
  if (message !== null) throw invalidRequest([{ path, message }]);
}
