import type { Trigger } from '../../contract/execution.ts';
import type { IntentCore, Mode } from '../../contract/intent.ts';
import type { Json } from '../../contract/json.ts';
import { canonicalText } from '../state/canonical.ts';

/** One try at one intent, as it was stored before any gate saw it. */
export type Attempt = {
  readonly attemptId: string;
  readonly projectId: string;
  readonly userId: string;
  readonly requestId: string;
  readonly intent: IntentCore;
  readonly mode: Mode;
  readonly confirmed: boolean;
  readonly trigger: Trigger;
  readonly planId: string | null;
  readonly turnId: string | null;
  readonly workflowId: string | null;
  /** The only version of the state on which it may be decided; absent where any will do. */
  readonly demandedVersion?: number | null;
};

/** The text whose HMAC names an attempt: the same user, project, requestId and intent always give the same name. */
export function attemptText({ projectId, userId, requestId, intent }: Pick<Attempt, 'projectId' | 'userId' | 'requestId' | 'intent'>): string {
  const { actionId, inputs, media = [] } = intent;
  const attached = media.length > 0 && { media: media.map(({ sha256 }) => sha256) }; // Without attachments the text is what it was before there were any.
  const named: Json = { projectId, userId, requestId, actionId, inputs, ...attached };
  return canonicalText(named);
}
