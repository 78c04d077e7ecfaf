import { z } from 'zod';
import { Instant } from './json.ts';

/** How somebody came in: with a password, with the link that `npm start` shows, or through an identity provider. */
export const SessionMethod = z.enum(['password', 'link', 'oidc']);
export type SessionMethod = z.infer<typeof SessionMethod>;

/** A session as its owner sees it, without anything that would open it. The address and the browser are those at its start. */
export const Session = z.strictObject({
  sessionId: z.string(),
  method: SessionMethod,
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  isCurrent: z.boolean(),
});
export type Session = z.infer<typeof Session>;
