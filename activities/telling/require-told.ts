import { activityInfo, ApplicationFailure } from '@temporalio/activity';
import type { OpenChannel } from '../../db/stores/alert-channels.ts';
import type { Powers } from '../dependencies.ts';
import { type Message, tellChannel } from './tell-channel.ts';

const SOONEST_MS = 1_000;
const LATEST_MS = 300_000;

/** Tells a channel, or fails: for good where it refuses, else for another try, as late as the receiver asks within five minutes. */
export async function requireTold(powers: Powers, channel: OpenChannel, message: Message): Promise<{ isTold: true }> {
  const { attempt } = activityInfo();
  const outcome = await tellChannel(powers, channel, { ...message, about: { ...message.about, attempt: String(attempt) } });
  if (outcome.kind === 'arrived') return { isTold: true };
  const { kind, detail, retryAfterMs } = outcome;
  if (kind === 'refused') throw ApplicationFailure.nonRetryable(detail, 'refused');
  const nextRetryDelay = retryAfterMs === null ? {} : { nextRetryDelay: Math.min(Math.max(retryAfterMs, SOONEST_MS), LATEST_MS) };
  throw ApplicationFailure.create({ message: detail, type: 'failed', ...nextRetryDelay });
}
