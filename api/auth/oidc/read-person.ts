import { Email } from '../../../contract/email.ts';
import { type Claims, ClaimValue } from '../../../contract/claims.ts';
import type { SaidOfPerson } from '../../../db/stores/user-identities.ts';

/** What a provider says in an ID token, an access token or its user info; none of it is trusted to have a form. */
export type Said = { readonly [name: string]: unknown; readonly iss: string; readonly sub: string };

const MAX_NAME = 100;

/** A provider's words as a person: short texts, a verified address or none, and of the claims those that policies may read. */
export const readPerson = (said: Said, claimNames: readonly string[]): SaidOfPerson => ({
  email: readEmail(said),
  name: readText(said['name']),
  organization: readText(said['organization']),
  claims: readClaims(said, claimNames),
});

/** The claims that policies may read and that were said at all, but for those that are too large or no plain values: no part of a claim is kept. */
export function readClaims(said: Said, names: readonly string[]): Claims {
  return Object.fromEntries(
    names.flatMap((name): [string, ClaimValue][] => {
      const value = ClaimValue.safeParse(Object.hasOwn(said, name) ? said[name] : undefined);
      return value.success ? [[name, value.data]] : [];
    }),
  );
}

/** The names of claims that were said and could not be kept. */
export const unkeptClaims = (said: Said, names: readonly string[], kept: Claims): string[] =>
  names.filter((name) => Object.hasOwn(said, name) && said[name] !== null && !Object.hasOwn(kept, name));

function readEmail({ email, email_verified: isVerified }: Said): string | null {
  const parsed = Email.safeParse(email);
  return parsed.success && (isVerified === true || isVerified === 'true') ? parsed.data.toLowerCase() : null;
}

function readText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return value.slice(0, MAX_NAME * 4).toWellFormed().replaceAll(/\p{C}/gu, '').trim().slice(0, MAX_NAME).toWellFormed() || null;
}
