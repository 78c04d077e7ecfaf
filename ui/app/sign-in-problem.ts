const NAME = 'signInProblem';

/** What is said where a sign-in with the identity provider came to nothing. */
const SENTENCES: Record<string, string> = {
  cancelled: 'The sign-in was cancelled.',
  expired: 'This sign-in took too long, or was used already. Begin again.',
  other_browser: 'This sign-in was begun in another browser or at another address. Begin again here.',
  provider_away: 'The identity provider does not answer. Try again in a moment, or sign in with a password.',
  refused: 'The identity provider’s answer could not be accepted. Begin again; if this goes on, tell whoever runs Gatehouse.',
  email_taken: 'There is an account with your email address already. Sign in with its password, or ask a system admin.',
  disabled: 'This account is disabled.',
};

/** What went wrong with the last sign-in, as the address of the page says; null where nothing did. */
export function signInProblemIn(search: string): string | null {
  const code = new URLSearchParams(search).get(NAME);
  return code === null ? null : (SENTENCES[code] ?? 'You could not be signed in.');
}

/** The address without it. */
export function withoutSignInProblem({ pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>): string {
  const rest = new URLSearchParams(search);
  rest.delete(NAME);
  return `${pathname}${rest.size > 0 ? `?${rest}` : ''}${hash}`;
}
