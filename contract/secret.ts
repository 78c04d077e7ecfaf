import { z } from 'zod';
import { Instant } from './json.ts';

/** The longest value of one secret, in bytes. */
export const MAX_SECRET_BYTES = 8_192;

/** How many secrets one project keeps. */
export const MAX_SECRETS = 200;

/** The longest time for which a replaced value may stay in force: 30 days. */
export const MAX_GRACE_SECONDS = 2_592_000;

/** What a secret is called: what a pack writes where it needs one. */
export const SecretName = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'expected a lower-case letter, then up to 63 lower-case letters, digits or _');

const SecretValue = z.string().min(1).max(MAX_SECRET_BYTES);

/** One place that needs a secret: an action, and which of its effects, counted from 0. */
export const SecretUse = z.strictObject({ actionId: z.string(), effect: z.int() });
export type SecretUse = z.infer<typeof SecretUse>;

/** A secret of a project as its admins see it. Its value goes in and never comes out. `previousUntil` is until when the value before this one stays in force, null where none does. */
export const Secret = z.strictObject({
  secretId: z.string(),
  name: z.string(),
  version: z.int(),
  createdAt: Instant,
  createdBy: z.string(),
  rotatedAt: Instant.nullable(),
  rotatedBy: z.string().nullable(),
  previousUntil: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  usedBy: z.array(SecretUse),
});
export type Secret = z.infer<typeof Secret>;

/** A secret that an action names and the project does not have. */
export const MissingSecret = z.strictObject({ name: z.string(), usedBy: z.array(SecretUse) });
export type MissingSecret = z.infer<typeof MissingSecret>;

export const NewSecret = z.strictObject({ name: SecretName, value: SecretValue });
export type NewSecret = z.infer<typeof NewSecret>;

/** The value that replaces the one before; that one stays in force for `graceSeconds` more. */
export const SecretRotation = z.strictObject({ value: SecretValue, graceSeconds: z.int().min(0).max(MAX_GRACE_SECONDS).default(0) });
export type SecretRotation = z.infer<typeof SecretRotation>;
