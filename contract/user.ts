import { z } from 'zod';
import { Mode } from './intent.ts';
import { Instant } from './json.ts';

/** A password that a person chooses: 12 characters or more. */
export const Password = z.string().min(12, 'expected 12 characters or more').max(256);
export const Username = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/, 'expected 1 to 64 letters, digits, or . _ @ -');

/** A person, or the owner of a credential, across all projects. */
export const User = z.strictObject({
  userId: z.string(),
  username: z.string(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  organization: z.string().nullable(),
  isSystemAdmin: z.boolean(),
});
export type User = z.infer<typeof User>;

/** A person as system admins see him: whether he has a password, never what it is. */
export const RegisteredUser = User.extend({ disabled: z.boolean(), hasPassword: z.boolean(), passwordChangeRequired: z.boolean(), createdAt: Instant });
export type RegisteredUser = z.infer<typeof RegisteredUser>;

/** Without a password the person signs in another way; `passwordChangeRequired` makes the given one good for the first sign-in alone. */
export const NewUser = z.strictObject({
  username: Username,
  password: Password.optional(),
  passwordChangeRequired: z.boolean().default(false),
  email: z.email().max(254).optional(),
  name: z.string().trim().min(1).max(100).optional(),
  organization: z.string().trim().min(1).max(100).optional(),
  isSystemAdmin: z.boolean().default(false),
});
export type NewUser = z.infer<typeof NewUser>;

/** What a system admin may change of a person; null takes a value away, and what is absent stays. */
export const UserChange = z.strictObject({
  email: z.email().max(254).nullable().optional(),
  name: z.string().trim().min(1).max(100).nullable().optional(),
  organization: z.string().trim().min(1).max(100).nullable().optional(),
  isSystemAdmin: z.boolean().optional(),
  disabled: z.boolean().optional(),
});
export type UserChange = z.infer<typeof UserChange>;

/**
 * Who the caller is, the header that a state-changing cookie call needs (its token is empty for an access token, which needs none), where Temporal Web shows the workflows, if it is
 * known, how many steps a plan may have in each mode, and where a sign-out goes on to the identity provider, for a session that began there.
 */
export const Me = z.strictObject({
  user: User,
  csrf: z.strictObject({ header: z.literal('X-CSRF-Token'), token: z.string() }),
  via: z.enum(['session', 'token']),
  passwordChangeRequired: z.boolean(),
  temporalUiUrl: z.string().nullable(),
  namespace: z.string().nullable(),
  planLimits: z.record(Mode, z.int()),
  signOutPath: z.string().nullable(),
});
export type Me = z.infer<typeof Me>;

export const Login = z.strictObject({ username: z.string().min(1).max(254), password: z.string().min(1).max(256) });
export const PasswordReset = z.strictObject({ newPassword: Password });
export const PasswordChange = z.strictObject({ currentPassword: z.string().min(1).max(256), newPassword: Password });
