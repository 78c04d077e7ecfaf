import type { Proposal } from '../../contract/proposal.ts';
import type { ActionSummary } from '../../contract/registry.ts';
import type { Interpreter, InterpretRequest } from '../interpreter.ts';
import { answerChoice, answerQuestion } from './answer-question.ts';
import { isDismissal } from './dismissals.ts';
import { proposeMessage } from './draft-proposal.ts';
import { indexActions, type ActionIndex } from './index-actions.ts';

/**
 * Interprets messages without a model: by ids, titles, examples and verbs, and inputs by schema. The same request always
 * gives the same proposal, and a step with a word that no action accounts for is asked about, never run.
 */
export function createOfflineInterpreter(): Interpreter {
  // The same list is indexed once: a caller who keeps the list that a role may see spares itself most of the work.
  const indexes = new WeakMap<readonly ActionSummary[], ActionIndex>();
  const indexOf = (actions: readonly ActionSummary[]): ActionIndex => {
    const index = indexes.get(actions) ?? indexActions(actions);
    indexes.set(actions, index);
    return index;
  };
  return { model: 'offline', interpret: async (request) => interpretOffline(request, indexOf(request.actions)) };
}

function interpretOffline({ message, question, answer, last = [] }: InterpretRequest, index: ActionIndex): Proposal {
  if (answer) return question ? answerChoice(question, answer.choice, index) : noQuestion;
  const answered = question && answerQuestion(question, message, index);
  if (answered) return answered;
  if (isDismissal(message)) return { kind: 'nothing', text: 'Nothing was done.' };
  const proposal = proposeMessage(message, index, last);
  return question && proposal.kind === 'nothing' ? question : proposal;
}

const noQuestion: Proposal = { kind: 'nothing', text: 'There is no open question to answer, so nothing was done.' };
