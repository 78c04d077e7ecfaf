import type { AlertDelivery } from '../../contract/alert-channel.ts';

/** What a channel is told of, in words. */
export const kindWords = {
  'approval.pending': 'A request waits for people',
  'approval.closed': 'A request is decided',
  'integrity.broken': 'Records are not as they were written',
  'integrity.restored': 'Records are whole again',
  'channel.test': 'Test message',
} as const satisfies Record<AlertDelivery['kind'], string>;

/** The kinds that a channel can be limited to. */
export const CHANNEL_KINDS = ['approval.pending', 'approval.closed', 'integrity.broken', 'integrity.restored'] as const;
