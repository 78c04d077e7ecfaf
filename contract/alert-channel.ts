import { z } from 'zod';
import { ApprovalStatus } from './approval.ts';
import { Instant } from './json.ts';
import { Role } from './project.ts';

/** What is new about a request for approval. */
export const ApprovalKind = z.enum(['approval.pending', 'approval.closed']);
export type ApprovalKind = z.infer<typeof ApprovalKind>;

/** What is new about an alert: it is raised, or over. */
export const IncidentKind = z.enum(['integrity.broken', 'integrity.restored']);
export type IncidentKind = z.infer<typeof IncidentKind>;

/** What a channel can be told of. */
export const AlertKind = z.enum([...ApprovalKind.options, ...IncidentKind.options]);
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
  type: ApprovalKind,
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

/** What a channel is sent about an alert. `at` is when it was raised or was over, and `url` the page to look at. */
export const AlertNotice = z.strictObject({
  type: IncidentKind,
  at: Instant,
  alertId: z.string(),
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  title: z.string(),
  detail: z.string(),
  url: z.string(),
});
export type AlertNotice = z.infer<typeof AlertNotice>;

/** What a channel is sent so that somebody sees that messages arrive. */
export const TestNotice = z.strictObject({ type: z.literal('channel.test'), at: Instant, channelId: z.string(), title: z.string(), detail: z.string(), url: z.string() });
export type TestNotice = z.infer<typeof TestNotice>;

export const DeliveryKind = z.enum([...AlertKind.options, 'channel.test']);
export type DeliveryKind = z.infer<typeof DeliveryKind>;

/** What came of telling a channel one thing: how the last attempt ended, how many there were, and when that was. `httpStatus` is null where nothing was answered. */
export const AlertDelivery = z.strictObject({
  deliveryId: z.string(),
  kind: DeliveryKind,
  status: z.enum(['sent', 'failed']),
  httpStatus: z.int().nullable(),
  attempts: z.int(),
  error: z.string().nullable(),
  at: Instant,
});
export type AlertDelivery = z.infer<typeof AlertDelivery>;
