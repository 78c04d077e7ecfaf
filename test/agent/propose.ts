import type { Proposal, Question } from '../../contract/proposal.ts';
import type { ActionSummary } from '../../contract/registry.ts';
import { createOfflineInterpreter } from '../../agent/offline/offline-interpreter.ts';

const interpreter = createOfflineInterpreter();

export const propose = (message: string, actions: readonly ActionSummary[], question: Question | null = null): Promise<Proposal> =>
  interpreter.interpret({ message, actions, question, answer: null });

export const chooseBy = (choice: number | string, actions: readonly ActionSummary[], question: Question): Promise<Proposal> =>
  interpreter.interpret({ message: '', actions, question, answer: { choice } });

/** A proposal in one line: `id {inputs}` a step, `? id id` for choices, `?? name name` for missing inputs, or `nothing`. */
export function inOneLine(proposal: Proposal): string {
  switch (proposal.kind) {
    case 'intent':
      return `${proposal.step.actionId} ${JSON.stringify(proposal.step.inputs)}`;
    case 'plan':
      return proposal.steps.map((step) => `${step.actionId} ${JSON.stringify(step.inputs)}`).join(' ; ');
    case 'question':
      return proposal.choices.length > 0
        ? ['?', ...proposal.choices.map((choice) => choice.actionId)].join(' ')
        : ['??', ...proposal.missing.map((missing) => missing.name)].join(' ');
    case 'nothing':
      return 'nothing';
  }
}

/** Asks, expecting a question, and then answers it with each of the messages. */
export async function converse(actions: readonly ActionSummary[], opening: string, ...answers: readonly string[]): Promise<string> {
  let proposal = await propose(opening, actions);
  for (const answer of answers) proposal = await propose(answer, actions, proposal.kind === 'question' ? proposal : null);
  return inOneLine(proposal);
}
