import type { ExecutionStatus } from '../contract/execution.ts';
import type { PlanStatus } from '../contract/plan.ts';
import type { TurnStatus } from '../contract/turn.ts';

/** What the command line tells the shell that called it. */
export const EXIT_CODES = { done: 0, error: 1, usage: 2, refused: 3, waits: 4 } as const;
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

const { done, error, refused, waits } = EXIT_CODES;

/** How each end of an intent is told; one that is still under way is not done. */
export const EXIT_OF_EXECUTION = { success: done, rejected: refused, failed: error, pending_approval: waits, running: error } as const satisfies Record<ExecutionStatus, ExitCode>;

/** How each state of a plan is told; a draft is what was asked for where nothing was to run. */
export const EXIT_OF_PLAN = {
  draft: done,
  succeeded: done,
  rejected: refused,
  cancelled: refused,
  failed: error,
  running: error,
  awaiting_approval: waits,
} as const satisfies Record<PlanStatus, ExitCode>;

/** How each state of a turn is told, before its reply is looked at; a question that stays open keeps it from being done. */
export const EXIT_OF_TURN = {
  done,
  failed: error,
  clarifying: refused,
  awaiting_confirmation: refused,
  awaiting_approval: waits,
  interpreting: error,
  running: error,
} as const satisfies Record<TurnStatus, ExitCode>;
