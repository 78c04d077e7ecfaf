import { z } from 'zod';

/** How people may sign in here. `oidc` has what its button says, null where it speaks of single sign-on, and where the button leads; it takes the page to come back to as `returnTo`. */
export const SignInMethods = z.strictObject({ password: z.literal(true), oidc: z.strictObject({ name: z.string().nullable(), path: z.string() }).nullable() });
export type SignInMethods = z.infer<typeof SignInMethods>;
