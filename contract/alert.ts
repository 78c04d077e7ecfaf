import { z } from 'zod';
import { Instant } from './json.ts';

/** What raises an alert: the records of a project are not as they were written, and nothing runs there. */
export const AlertCause = z.enum(['integrity.broken']);
export type AlertCause = z.infer<typeof AlertCause>;

export const AlertStatus = z.enum(['open', 'resolved']);
export type AlertStatus = z.infer<typeof AlertStatus>;

/** Something that needs attention: raised once when it begins, and resolved when it is over. `url` is the page to look at. */
export const Alert = z.strictObject({
  alertId: z.string(),
  kind: AlertCause,
  projectId: z.string().nullable(),
  projectName: z.string().nullable(),
  title: z.string(),
  detail: z.string(),
  raisedAt: Instant,
  resolvedAt: Instant.nullable(),
  url: z.string(),
});
export type Alert = z.infer<typeof Alert>;
