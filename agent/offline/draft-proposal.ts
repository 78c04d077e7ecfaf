import type { DraftStep, Proposal, ProposedStep } from '../../contract/proposal.ts';
import { askFor, askWhich } from './ask-question.ts';
import type { Context } from './context.ts';
import type { ActionIndex, ActionProfile } from './index-actions.ts';
import type { InputField } from './input-field.ts';
import { readStep, stillNeeded, type StepReading } from './read-step.ts';
import { readSteps, type ReadStep } from './read-steps.ts';
import { sayNothing } from './say-nothing.ts';

const MAX_TEXT = 8_000;

/** Proposes what a new message asks for: all of it understood, or a question about its first unclear step, or nothing at all. */
export function proposeMessage(message: string, index: ActionIndex, last: readonly ProposedStep[] = []): Proposal {
  if (message.length > MAX_TEXT) return { kind: 'nothing', text: 'The message is too long to be read as commands, so nothing was done.' };
  const ran = contextOf(last.at(-1), index);
  const steps = readSteps(message, index, ran && { ...ran, isEarlier: true });
  if (!steps) return { kind: 'nothing', text: 'The message has more steps than a plan can hold, so nothing was done.' };
  if (steps.length === 0) return sayNothing(message.trim(), { kind: 'nothing', why: 'unknown', near: [] }, index);
  for (const { text, reading } of steps) if (reading.kind === 'nothing') return sayNothing(text, reading, index);
  const draft = steps.map(draftStep);
  for (const [at, { reading }] of steps.entries()) {
    const question = askAbout(draft, at, reading, index);
    if (question) return question;
  }
  return propose(draft);
}

/** Goes on with a draft whose steps before `from` are complete: the next open step is asked about, a complete draft is an intent or a plan. */
function proposeDraft(draft: readonly DraftStep[], from: number, index: ActionIndex): Proposal {
  const steps = [...draft];
  for (let at = from; at < steps.length; at += 1) {
    const step = steps[at];
    if (!step) continue;
    const reading = readStep(step.text, index, contextOf(steps[at - 1], index));
    if (step.actionId === null && reading.kind === 'action') steps[at] = draftStep({ text: step.text, reading });
    const question = askAbout(steps, at, reading, index);
    if (question) return question;
  }
  return propose(steps);
}

/** Completes one step with an answer, and goes on to the next one. */
export function proposeAnswered(
  draft: readonly DraftStep[],
  at: number,
  answered: DraftStep,
  index: ActionIndex,
  needs?: readonly InputField[],
): Proposal {
  const steps = draft.map((step, place) => (place === at ? answered : step));
  const action = index.byRef.get(answered.actionId ?? '');
  if (!action) return gone(index);
  const open = needs ?? stillNeeded(action, answered.inputs);
  return open.length > 0 ? askFor({ draft: steps, at, unplaced: [] }, action, open) : proposeDraft(steps, at + 1, index);
}

/** What an 'it' after a step can mean; nothing where the step is open or its action is gone. */
function contextOf(step: Pick<DraftStep, 'actionId' | 'inputs'> | undefined, index: ActionIndex): Context | null {
  const action = index.byRef.get(step?.actionId ?? '');
  return step && action ? { action, inputs: step.inputs, isEarlier: false } : null;
}

/** Asks about a step that is still open; null when it is complete. */
function askAbout(draft: readonly DraftStep[], at: number, reading: StepReading, index: ActionIndex): Proposal | null {
  const step = draft[at];
  if (!step) return null;
  if (step.actionId === null) {
    const actions = step.candidates.flatMap((id): ActionProfile[] => listOne(index.byRef.get(id)));
    return actions.length === 0 ? gone(index) : askWhich({ draft, at, unplaced: 'unplaced' in reading ? reading.unplaced : [] }, actions);
  }
  const action = index.byRef.get(step.actionId);
  if (!action) return gone(index);
  const asked = reading.kind === 'action' && reading.action === action ? reading : { needs: [], unplaced: [] };
  const needs = new Set([...asked.needs.filter((field) => !(field.name in step.inputs)), ...stillNeeded(action, step.inputs)]);
  return needs.size === 0 ? null : askFor({ draft, at, unplaced: asked.unplaced }, action, [...needs]);
}

const listOne = (action: ActionProfile | undefined): ActionProfile[] => (action ? [action] : []);

function draftStep({ text, reading }: ReadStep): DraftStep {
  if (reading.kind === 'action') return { text, actionId: reading.ref, candidates: [], inputs: reading.inputs };
  const matches = reading.kind === 'choice' ? reading.matches : [];
  const [match, ...others] = matches;
  return { text, actionId: null, candidates: matches.map((match) => match.ref), inputs: match && others.length === 0 ? match.inputs : {} };
}

function propose(steps: readonly DraftStep[]): Proposal {
  const proposed = steps.flatMap(({ actionId, inputs }) => (actionId === null ? [] : [{ actionId, inputs }]));
  const [step, ...others] = proposed;
  if (!step) return { kind: 'nothing', text: 'Nothing was asked for, so nothing was done.' };
  return others.length === 0 ? { kind: 'intent', step } : { kind: 'plan', steps: proposed };
}

const gone = (index: ActionIndex): Proposal => ({
  kind: 'nothing',
  text: index.current.length === 0 ? 'There is no action that you may use.' : 'An action of this request is no longer available, so nothing was done.',
});
