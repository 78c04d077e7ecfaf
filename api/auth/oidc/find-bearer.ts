import type { User } from '../../../contract/user.ts';
import { sha256Hex } from '../../../platform/digest.ts';
import type { Front } from '../../front.ts';
import { ProblemError } from '../../problems.ts';
import type { Caller } from '../caller.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { reasonOf } from './reason-of.ts';
import { SignInProblem } from './sign-in-problem.ts';
import { type VerifiedToken, verifyAccessToken } from './verify-access-token.ts';
import { subjectOf, welcomePerson } from './welcome-person.ts';

const RETRY_AFTER_SECONDS = 5;

type Parts = Pick<Front, 'identityProvider' | 'userIdentities' | 'mintId' | 'logger' | 'clock'>;

/**
 * Who calls with an access token of the identity provider; null where it is none that works, or its person may not come in. Such
 * a token is limited: it reaches no tokens, sessions or passwords, and nothing that concerns the whole house.
 */
export async function findBearer(parts: Parts, token: string): Promise<Caller | null> {
  const { identityProvider, clock } = parts;
  if (identityProvider === null) return null;
  const verified = await verify(parts, identityProvider, token);
  const person = verified && (await personOf(parts, identityProvider, verified, clock.now()));
  if (!person) return null;
  const { said, expiresAt } = verified;
  return { ...person.user, role: null, via: 'token', tokenId: sha256Hex(`${said.iss}\n${said.sub}`), expiresAt, scopes: {}, passwordChangeRequired: person.passwordChangeRequired };
}

async function verify({ logger, clock }: Parts, provider: IdentityProvider, token: string): Promise<VerifiedToken | null> {
  try {
    return await verifyAccessToken(provider, token, clock.now());
  } catch (error) {
    logger.warn('identity-provider-away', 'An access token cannot be checked: the keys of the identity provider cannot be read.', { reason: reasonOf(error) });
    throw new ProblemError('unavailable', 'The identity provider does not answer; the access token cannot be checked.', { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
}

/** A token that is newer than what is known of its person says what he is now; an older one, or one without a date, takes nothing back. */
async function personOf(parts: Parts, { settings }: IdentityProvider, { said, issuedAt }: VerifiedToken, now: Date): Promise<{ user: User; passwordChangeRequired: boolean } | null> {
  try {
    const known = await parts.userIdentities.find({ issuer: said.iss, subject: subjectOf(said) });
    const isNews = known === null || (issuedAt !== null && issuedAt > known.lastSignInAt);
    if (isNews) return await welcomePerson(parts, settings, said, issuedAt !== null && issuedAt < now ? issuedAt : now);
    return known.disabled ? null : known;
  } catch (error) {
    if (error instanceof SignInProblem) return null;
    throw error;
  }
}
