import { z } from 'zod';
import { ApprovalStatus } from './approval.ts';
import { Instant } from './json.ts';
import { Role } from './project.ts';

/** What a channel can be told of. */
export const AlertKind = z.enum(['approval.pending', 'approval.closed']);
export type AlertKind = z.infer<typeof AlertKind>;

const Name = z.string().trim().min(1).max(100);
const Address = z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).max(2_000);
const Kinds = z.array(AlertKind).min(1).max(AlertKind.options.length).nullable();

/** An address that is told of what needs attention. `kinds` null is everything, also what a later release adds. */
export const AlertChannel = z.strictObject({
  channelId: z.string(),
  name: z.string(),
  url: z.string(),
  kinds: z.array(AlertKind).nullable(),
  disabled: z.boolean(),
  createdBy: z.string(),
  createdAt: Instant,
});
export type AlertChannel = z.infer<typeof AlertChannel>;

/** A channel just made, with the secret that signs what it is sent, which is shown this once: a replayed answer has null in its place. */
export const CreatedAlertChannel = AlertChannel.extend({ secret: z.string().nullable(), replayed: z.boolean().optional() });
export type CreatedAlertChannel = z.infer<typeof CreatedAlertChannel>;

export const NewAlertChannel = z.strictObject({ name: Name, url: Address, kinds: Kinds.default(null) });
export type NewAlertChannel = z.infer<typeof NewAlertChannel>;

/** What may be changed of a channel; what is absent stays, and so does its secret. */
export const AlertChannelChange = z.strictObject({ name: Name.optional(), url: Address.optional(), kinds: Kinds.optional(), disabled: z.boolean().optional() });
export type AlertChannelChange = z.infer<typeof AlertChannelChange>;

/**
 * What a channel is sent about a request for approval. `at` is when it was asked or closed, `status` how it stood when this
 * was written, and `url` its page. No input is in it: whoever opens the page sees what he may see.
 */
export const ApprovalNotice = z.strictObject({
  type: AlertKind,
  at: Instant,
  projectId: z.string(),
  projectName: z.string(),
  approvalId: z.string(),
  status: ApprovalStatus,
  titles: z.array(z.string()),
  requestedBy: z.strictObject({ userId: z.string(), username: z.string().nullable() }),
  reason: z.strictObject({ gate: z.string(), rule: z.string(), text: z.string() }),
  cost: z.number(),
  requiredRole: Role,
  quorum: z.int(),
  expiresAt: Instant,
  url: z.string(),
});
export type ApprovalNotice = z.infer<typeof ApprovalNotice>;
