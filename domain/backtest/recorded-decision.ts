import type { ExecutionStatus, DiffEntry } from '../../contract/execution.ts';
import type { IntentCore, Mode } from '../../contract/intent.ts';

/** One recorded decision, as far as a backtest looks at it. */
export type RecordedDecision = {
  readonly executionId: string;
  readonly userId: string;
  /** With its version, where the action was known. */
  readonly actionId: string;
  readonly intent: IntentCore & { readonly mode: Mode; readonly confirmed: boolean };
  readonly status: ExecutionStatus;
  /** Why it is a no, and the gate that said so; null where it is none. */
  readonly code: string | null;
  readonly gate: string | null;
  readonly cost: number;
  /** The approval that it waits for or was allowed by, and the execution that waited before it. */
  readonly approvalId: string | null;
  readonly retryOf: string | null;
  /** Epoch ms. */
  readonly at: number;
  readonly policyVersion: number;
  /** What it did to the state, unredacted; null where the state did not move. */
  readonly delta: readonly DiffEntry[] | null;
};

/** The status of a decision, or the code of its no. */
export const outcomeOf = ({ status, code }: Pick<RecordedDecision, 'status' | 'code'>): string => code ?? status;
