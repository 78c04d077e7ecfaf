import { z } from 'zod';

/** What is kept, sealed, while somebody is at the identity provider to sign in: what its answer must fit, the browser that was sent, and where it wanted to go. */
export const SignInTrip = z.strictObject({ verifier: z.string(), nonce: z.string(), browserHash: z.string(), returnTo: z.string() });
export type SignInTrip = z.infer<typeof SignInTrip>;

/** What is kept between signing out here and signing out there: the ID token by which the provider knows whose session ends. */
export const SignOutTrip = z.strictObject({ idToken: z.string() });
export type SignOutTrip = z.infer<typeof SignOutTrip>;
