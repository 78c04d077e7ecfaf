import type { OutcomeError } from '../../contract/decision.ts';
import type { Read } from './read-set.ts';

/** How a request that waited is closed without being run. */
export type Closing = 'approval_denied' | 'approval_expired' | 'approval_stale' | 'approval_cancelled';

/**
 * What is to become of a request that waits: `allow`, it is decided anew and what held it holds it no more; `again`, its author
 * asks anew on the state as it is; or it is closed with a code. `reads` and `policyVersion` are what was seen when it was
 * asked: once another value stands there, the allowance is void.
 */
export type Grant = {
  readonly approvalId: string;
  readonly heldExecutionId: string;
  /** The newest row of the attempt, where that is not the one that waits: what is asked anew follows the row that closed it. */
  readonly newestExecutionId?: string;
  readonly verdict: 'allow' | 'again' | Closing;
  readonly reads: readonly Read[];
  readonly policyVersion: number;
};

const WORDS: Record<Closing, string> = {
  approval_denied: 'The request was denied.',
  approval_expired: 'Nobody allowed the request in time.',
  approval_stale: 'What the request was allowed for has changed since; ask anew.',
  approval_cancelled: 'The request was cancelled.',
};

/** Why a request that waited was not run. */
export const closingError = (code: Closing): OutcomeError => ({ code, gate: 'approval', detail: WORDS[code] });
