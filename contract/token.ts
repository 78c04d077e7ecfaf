import { z } from 'zod';
import { Instant } from './json.ts';

const MAX_SCOPES = 50;

/** A pattern for action ids without their version, in which `*` stands for any run of characters. */
export const ActionGlob = z
  .string()
  .max(200)
  .regex(/^[a-z0-9_.*]+$/, 'expected an action id in which * stands for anything, such as demo.*');

/**
 * What an access token is limited to: these projects, these actions, or both; what is absent limits nothing. A limited
 * token reaches nothing that concerns the whole house, and one limited to actions neither chats nor administers.
 */
export const TokenScopes = z.strictObject({
  projects: z.array(z.string().min(1).max(100)).min(1).max(MAX_SCOPES).optional(),
  actions: z.array(ActionGlob).min(1).max(MAX_SCOPES).optional(),
});
export type TokenScopes = z.infer<typeof TokenScopes>;

/** An access token as lists show it: without the secret, by whose first characters its owner knows it. */
export const AccessToken = z.strictObject({
  tokenId: z.string(),
  userId: z.string(),
  name: z.string(),
  prefix: z.string(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  scopes: TokenScopes.nullable(),
});
export type AccessToken = z.infer<typeof AccessToken>;

/** A token just made, with its secret, which is shown this once: a replayed answer has null in its place. */
export const CreatedToken = AccessToken.extend({ token: z.string().nullable(), replayed: z.boolean().optional() });
export type CreatedToken = z.infer<typeof CreatedToken>;

/** Without `expiresInDays` a token lives until it is revoked; only a system admin may make one for somebody else. */
export const NewToken = z.strictObject({
  name: z.string().trim().min(1).max(100),
  expiresInDays: z.int().min(1).max(3_650).optional(),
  scopes: TokenScopes.optional(),
  userId: z.string().max(100).optional(),
});
export type NewToken = z.infer<typeof NewToken>;
