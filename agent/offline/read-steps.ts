import { MAX_PLAN_STEPS } from '../../contract/plan.ts';
import type { Context } from './context.ts';
import { correctTypos } from './correct-typos.ts';
import { type ClearStep, expandList } from './expand-list.ts';
import type { ActionIndex } from './index-actions.ts';
import { readStep, type StepReading } from './read-step.ts';
import { findSoftCuts, splitSteps } from './split-steps.ts';

/** One step of a message, and what it came to. */
export type ReadStep = { readonly text: string; readonly reading: StepReading };

/** A message beyond these is not searched for an 'and' that joins two steps, nor for typing errors. */
const MAX_SOFT_STEPS = 10;
const MAX_SOFT_CUTS = 6;
const MAX_SOFT_TEXT = 1_000;

/** Reads a message step by step, each in the light of the one before; null when there are more steps than a plan holds. */
export function readSteps(message: string, index: ActionIndex, last: Context | null = null): ReadStep[] | null {
  const texts = splitSteps(message);
  const steps: ReadStep[] = [];
  for (const text of texts.slice(0, MAX_PLAN_STEPS + 1)) {
    const context = steps.length === 0 ? last : contextAfter(steps.at(-1));
    const isShort = texts.length <= MAX_SOFT_STEPS && text.length <= MAX_SOFT_TEXT;
    const read = isShort ? (readClearly(text, index, context) ?? readCorrected(text, index, context)) : null;
    steps.push(...(read ?? [{ text, reading: readStep(text, index, context) }]));
  }
  return steps.length > MAX_PLAN_STEPS ? null : steps;
}

/** What an 'it' in the next step means; null where this step is not sure. */
function contextAfter(step: ReadStep | undefined): Context | null {
  return step?.reading.kind === 'action' ? { action: step.reading.action, inputs: step.reading.inputs, isEarlier: false } : null;
}

/** A text as clear steps alone: two or more joined by 'and', one, or one for each thing of a list; null where it is none of these. */
function readClearly(text: string, index: ActionIndex, context: Context | null): ClearStep[] | null {
  const split = splitSoftly(text, index, context);
  if (split) return split;
  const one = clearStep(text, index, context);
  return one ? [one] : expandList(text, (part) => clearStep(part, index, context));
}

/** Puts typing errors right where the text is clear then, and none of the words put right is part of a free text. */
function readCorrected(text: string, index: ActionIndex, context: Context | null): ReadStep[] | null {
  const corrected = correctTypos(text, index);
  const steps = corrected && (readClearly(corrected.text, index, context) ?? askedFor(corrected.text, index, context));
  if (!corrected || !steps) return null;
  const values = steps.flatMap(({ reading }) => reading.action.fields.flatMap((field) => (field.options.length > 0 ? [] : (reading.inputs[field.name] ?? []))));
  const texts = values.flatMap((value) => (typeof value === 'number' || typeof value === 'boolean' ? [] : JSON.stringify(value).toLowerCase()));
  return corrected.words.some((word) => texts.some((value) => value.includes(word))) ? null : steps;
}

/** A step that is understood but for inputs that it does not give. */
function askedFor(text: string, index: ActionIndex, context: Context | null): ClearStep[] | null {
  const reading = readStep(text, index, context);
  return reading.kind === 'action' && reading.unplaced.length === 0 ? [{ text, reading }] : null;
}

/** Splits at 'and' or a comma where each part is clear by itself; null where it is not so. */
function splitSoftly(text: string, index: ActionIndex, context: Context | null): ClearStep[] | null {
  const cuts = findSoftCuts(text);
  if (cuts.length > MAX_SOFT_CUTS) return null;
  for (const { end, next } of cuts) {
    const head = clearStep(text.slice(0, end), index, context);
    const tail = head && readClearly(text.slice(next), index, contextAfter(head));
    if (tail) return [head, ...tail];
  }
  return null;
}

function clearStep(text: string, index: ActionIndex, context: Context | null): ClearStep | null {
  const reading = readStep(text, index, context);
  return reading.kind === 'action' && reading.needs.length === 0 && reading.unplaced.length === 0 ? { text, reading } : null;
}
