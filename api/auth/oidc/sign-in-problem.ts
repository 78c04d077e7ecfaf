/** Why nobody was signed in; the sign-in page has a sentence for each. */
export type SignInProblemCode = 'cancelled' | 'expired' | 'other_browser' | 'provider_away' | 'refused' | 'email_taken' | 'disabled';

/** A sign-in with the identity provider that came to nothing. The reason is for the log alone. */
export class SignInProblem extends Error {
  override name = 'SignInProblem';
  readonly code: SignInProblemCode;

  constructor(code: SignInProblemCode, reason: string) {
    super(reason);
    this.code = code;
  }
}
