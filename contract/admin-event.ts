import { z } from 'zod';
import { Instant, JsonObject } from './json.ts';

/** What administration can have done, where no execution tells of it. */
export const AdminEventKind = z.enum([
  'project.created',
  'project.purged',
  'project.locked',
  'project.unlocked',
  'project.archived',
  'project.unarchived',
  'user.created',
  'user.changed',
  'user.disabled',
  'user.enabled',
  'user.deleted',
  'user.system_admin_granted',
  'user.system_admin_taken',
  'user.password_reset',
  'session.revoked',
  'token.created',
  'token.revoked',
  'member.put',
  'member.removed',
  'policy.put',
  'template.put',
  'secret.created',
  'secret.rotated',
  'secret.deleted',
  'keys.re_encryption_started',
  'keys.re_encryption_ended',
]);
export type AdminEventKind = z.infer<typeof AdminEventKind>;

/** One act of administration: who did what to what, and when. `subject` names what it was done to; `detail` holds no secret. */
export const AdminEvent = z.strictObject({
  eventId: z.string(),
  at: Instant,
  kind: AdminEventKind,
  actorId: z.string(),
  projectId: z.string().nullable(),
  subject: z.string(),
  detail: JsonObject,
});
export type AdminEvent = z.infer<typeof AdminEvent>;
