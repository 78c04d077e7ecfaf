import type { Front } from '../../front.ts';
import { ProblemError } from '../../problems.ts';
import type { IdentityProvider } from './identity-provider.ts';

/** The identity provider of the house; without one, its addresses do not exist. */
export function providerOf({ identityProvider }: Pick<Front, 'identityProvider'>): IdentityProvider {
  if (identityProvider === null) throw new ProblemError('not_found', 'There is nothing at this address.');
  return identityProvider;
}
