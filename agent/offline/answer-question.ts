import type { DraftStep, Proposal, Question } from '../../contract/proposal.ts';
import { readConfirmation } from '../read-confirmation.ts';
import { proposeAnswered } from './draft-proposal.ts';
import type { ActionIndex } from './index-actions.ts';
import { matchAction } from './match-action.ts';
import { pickChoice } from './pick-choice.ts';
import { readAnswer } from './read-answer.ts';
import { bareNeeds, stillNeeded } from './read-step.ts';
import { readSegment } from './segment.ts';

/** Reads a message as the answer to an open question; null when it is none, and so a new message. */
export function answerQuestion(question: Question, message: string, index: ActionIndex): Proposal | null {
  const step = question.draft[question.at];
  if (!step) return null;
  const answered = question.choices.length > 0 ? answerWhich(question, step, message, index) : answerFor(question, step, message, index);
  if (answered) return answered;
  return readConfirmation(message) === 'no' ? { kind: 'nothing', text: 'Nothing was done.' } : null;
}

/** Goes on with a choice that was picked by number, id or title; the same question again when there is no such choice. */
export function answerChoice(question: Question, choice: number | string, index: ActionIndex): Proposal {
  const step = question.draft[question.at];
  const picked = pickChoice(question.choices, String(choice));
  return picked && step ? choose(question, step, picked.actionId, '', index) : question;
}

function answerWhich(question: Question, step: DraftStep, message: string, index: ActionIndex): Proposal | null {
  const [only, ...others] = question.choices;
  const agreed = only && others.length === 0 && readConfirmation(message) === 'yes' ? only : null;
  const picked = agreed ?? pickChoice(question.choices, message);
  if (picked) return choose(question, step, picked.actionId, '', index);
  const actionId = pickByNoun(question, message, index);
  return actionId === null ? null : choose(question, step, actionId, message, index);
}

/** 'The slider', or a value that only one of them has, picks the only choice that accounts for every word of it. */
function pickByNoun(question: Question, message: string, index: ActionIndex): string | null {
  const segment = readSegment(message, index);
  if (segment.negated || segment.telling || segment.doubtful) return null;
  const fits = question.choices.filter(({ actionId }) => {
    const action = index.byRef.get(actionId);
    const match = action && matchAction(action, segment);
    return match && match.unplaced.length === 0 && (match.nouns > 0 || match.namesValue);
  });
  return fits.length === 1 ? (fits[0]?.actionId ?? null) : null;
}

/** Reads the step again through the chosen action. A number that found no place is asked about, not replaced by a default. */
function choose(question: Question, step: DraftStep, actionId: string, added: string, index: ActionIndex): Proposal {
  const action = index.byRef.get(actionId);
  const ref = step.candidates.find((candidate) => candidate === actionId || candidate.startsWith(`${actionId}@v`)) ?? actionId;
  const match = action && matchAction(action, readSegment(step.text, index));
  const more = action && added !== '' ? matchAction(action, readSegment(added, index)).inputs : {};
  const inputs = { ...match?.inputs, ...step.inputs, ...more };
  const lost = match?.unplaced.some((text) => /\d/u.test(text)) ?? false;
  const needs = action && (lost ? bareNeeds({ action, inputs }) : stillNeeded(action, inputs));
  return proposeAnswered(question.draft, question.at, { text: step.text, actionId: ref, candidates: [], inputs }, index, needs);
}

function answerFor(question: Question, step: DraftStep, message: string, index: ActionIndex): Proposal | null {
  const action = index.byRef.get(step.actionId ?? '');
  const asked = new Set(question.missing.map(({ name }) => name));
  const fields = action?.fields.filter(({ name }) => asked.has(name)) ?? [];
  const stops = readConfirmation(message) === 'no' && !fields.some((field) => field.kind === 'boolean');
  const given = action && !stops ? readAnswer(action, fields, message, index) : null;
  return given && proposeAnswered(question.draft, question.at, { ...step, inputs: { ...step.inputs, ...given } }, index);
}
