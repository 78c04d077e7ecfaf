import { z } from 'zod';
import { Instant } from './json.ts';
import { CreatedToken, TokenScopes } from './token.ts';

/** A program that asks to be signed in (RFC 8628): what it calls itself, and what its access token is to be limited to. */
export const NewDeviceGrant = z.strictObject({
  clientName: z.string().trim().min(1).max(100),
  scopes: TokenScopes.optional(),
  expiresInDays: z.int().min(1).max(365).default(90),
});
export type NewDeviceGrant = z.infer<typeof NewDeviceGrant>;

/** What the program keeps (`deviceCode`), what it shows to a person (`userCode` and where to enter it), and how often it may ask. */
export const StartedDeviceGrant = z.strictObject({
  deviceCode: z.string(),
  userCode: z.string(),
  verificationUri: z.string(),
  verificationUriComplete: z.string(),
  expiresInSeconds: z.int(),
  intervalSeconds: z.int(),
});
export type StartedDeviceGrant = z.infer<typeof StartedDeviceGrant>;

/**
 * Where a grant stands. Only the first question after the approval is answered with the token; a code that was used, is too old or never
 * was is `expired`. After `slow_down` a program waits five seconds more between its questions.
 */
export const DeviceAnswer = z.union([
  z.strictObject({ status: z.enum(['pending', 'slow_down', 'denied', 'expired']) }),
  CreatedToken.extend({ status: z.literal('approved'), username: z.string() }),
]);
export type DeviceAnswer = z.infer<typeof DeviceAnswer>;

/** A request of a program as the person sees it who may approve it; `address` is where it came from. */
export const DeviceGrant = z.strictObject({
  userCode: z.string(),
  clientName: z.string(),
  address: z.string().nullable(),
  scopes: TokenScopes.nullable(),
  expiresInDays: z.int(),
  status: z.enum(['pending', 'approved', 'denied']),
  createdAt: Instant,
  expiresAt: Instant,
});
export type DeviceGrant = z.infer<typeof DeviceGrant>;
