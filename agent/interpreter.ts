import type { ProposedStep, Proposal, Question } from '../contract/proposal.ts';
import type { ActionSummary } from '../contract/registry.ts';

/** One message to interpret, with what its author may see and the open question that it may answer. */
export type InterpretRequest = {
  readonly message: string;
  /** What the caller may see: the highest version of each action, and any older version that can be pinned. */
  readonly actions: readonly ActionSummary[];
  readonly question: Question | null;
  /** A choice that was picked in a form rather than written; it answers `question`. */
  readonly answer: { readonly choice: number | string } | null;
  /** The steps that ran last in this conversation, with their inputs as they were given; an 'it' means what they were about. */
  readonly last?: readonly ProposedStep[];
};

/** Turns an operator's words into a proposal; it runs nothing, and what it proposes still has to pass every gate. */
export interface Interpreter {
  readonly model: string;
  interpret(request: InterpretRequest): Promise<Proposal>;
}
