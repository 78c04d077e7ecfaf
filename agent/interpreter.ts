import type { Proposal, Question } from '../contract/proposal.ts';
import type { ActionSummary } from '../contract/registry.ts';

/** One message to interpret, with what its author may see and the open question that it may answer. */
export type InterpretRequest = {
  readonly message: string;
  /** What the caller may see: the highest version of each action, and any older version that can be pinned. */
  readonly actions: readonly ActionSummary[];
  readonly question: Question | null;
  /** A choice that was picked in a form rather than written; it answers `question`. */
  readonly answer: { readonly choice: number | string } | null;
};

/** Turns an operator's words into a proposal; it runs nothing, and what it proposes still has to pass every gate. */
export interface Interpreter {
  readonly model: string;
  interpret(request: InterpretRequest): Promise<Proposal>;
}
