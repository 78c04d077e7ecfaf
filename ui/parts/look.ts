import { Ban, CircleCheck, CircleDashed, CircleHelp, CircleX, Clock, History, LoaderCircle, MinusCircle, TimerOff } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Approval } from '../../contract/approval.ts';
import type { TraceEntry } from '../../contract/decision.ts';
import type { Execution } from '../../contract/execution.ts';
import type { ModelCallOutcome } from '../../contract/model-call.ts';
import type { Plan } from '../../contract/plan.ts';
import type { TurnStatus } from '../../contract/turn.ts';

/** The outcome colours, which mean the same everywhere; `calm` is no outcome at all. */
export type Tone = 'success' | 'refused' | 'failed' | 'waiting' | 'calm';

/** How something is shown: a colour never stands alone. */
export type Look = { tone: Tone; word: string; icon: LucideIcon };

const executionLooks = {
  success: { tone: 'success', word: 'Done', icon: CircleCheck },
  rejected: { tone: 'refused', word: 'Refused', icon: Ban },
  failed: { tone: 'failed', word: 'Failed', icon: CircleX },
  pending_approval: { tone: 'waiting', word: 'Waits for approval', icon: Clock },
  running: { tone: 'calm', word: 'Running', icon: LoaderCircle },
} as const satisfies Record<Execution['status'], Look>;

/** A refusal that only asks for a confirmation waits for its operator; it did not go wrong. */
export const executionLook = ({ status, error }: Pick<Execution, 'status' | 'error'>): Look =>
  error?.code === 'confirmation_required' ? { tone: 'waiting', word: 'Asked to confirm', icon: CircleHelp } : executionLooks[status];

export const planLooks = {
  draft: { tone: 'calm', word: 'Draft', icon: CircleDashed },
  awaiting_approval: { tone: 'waiting', word: 'Waits for approval', icon: Clock },
  running: { tone: 'calm', word: 'Running', icon: LoaderCircle },
  succeeded: { tone: 'success', word: 'Done', icon: CircleCheck },
  failed: { tone: 'failed', word: 'Failed', icon: CircleX },
  rejected: { tone: 'refused', word: 'Refused', icon: Ban },
  cancelled: { tone: 'calm', word: 'Discarded', icon: MinusCircle },
} as const satisfies Record<Plan['status'], Look>;

/** A request that people decide; one that ended without a decision is neither a yes nor a no. */
export const approvalLooks = {
  pending: { tone: 'waiting', word: 'Waiting', icon: Clock },
  approved: { tone: 'success', word: 'Approved', icon: CircleCheck },
  denied: { tone: 'refused', word: 'Denied', icon: Ban },
  expired: { tone: 'refused', word: 'Expired', icon: TimerOff },
  stale: { tone: 'refused', word: 'Stale', icon: History },
  cancelled: { tone: 'calm', word: 'Withdrawn', icon: MinusCircle },
} as const satisfies Record<Approval['status'], Look>;

export const verdictLooks = {
  pass: { tone: 'success', word: 'passed', icon: CircleCheck },
  refuse: { tone: 'refused', word: 'refused', icon: Ban },
  hold: { tone: 'waiting', word: 'held', icon: Clock },
  skipped: { tone: 'calm', word: 'skipped', icon: CircleDashed },
} as const satisfies Record<TraceEntry['verdict'], Look>;

/** How a request to a model ended. */
export const modelCallLooks = {
  answered: { tone: 'success', word: 'Answered', icon: CircleCheck },
  refused: { tone: 'refused', word: 'Refused', icon: Ban },
  invalid: { tone: 'refused', word: 'Not usable', icon: Ban },
  timeout: { tone: 'failed', word: 'Timed out', icon: TimerOff },
  rate_limited: { tone: 'waiting', word: 'Asked to wait', icon: Clock },
  unreachable: { tone: 'failed', word: 'Not reached', icon: CircleX },
  cancelled: { tone: 'calm', word: 'Stopped', icon: MinusCircle },
} as const satisfies Record<ModelCallOutcome, Look>;

/** What a conversation in a list says about itself; one that is done says nothing. */
export const turnLooks = {
  interpreting: { tone: 'calm', word: 'Working', icon: LoaderCircle },
  running: { tone: 'calm', word: 'Working', icon: LoaderCircle },
  clarifying: { tone: 'waiting', word: 'Waits for you', icon: CircleHelp },
  awaiting_confirmation: { tone: 'waiting', word: 'Waits for you', icon: CircleHelp },
  awaiting_approval: { tone: 'waiting', word: 'Waits for approval', icon: Clock },
  done: null,
  failed: { tone: 'failed', word: 'Failed', icon: CircleX },
} as const satisfies Record<TurnStatus, Look | null>;
