import { MAX_PLAN_STEPS } from '../../contract/plan.ts';
import type { ActionIndex, ActionProfile } from './index-actions.ts';
import { readStep, type StepReading } from './read-step.ts';
import { findSoftCuts, splitSteps } from './split-steps.ts';

/** One step of a message, and what it came to. */
export type ReadStep = { readonly text: string; readonly reading: StepReading };

/** A message beyond these is not searched for an 'and' that joins two steps. */
const MAX_SOFT_STEPS = 10;
const MAX_SOFT_CUTS = 6;

/** Reads a message step by step, each in the light of the one before; null when there are more steps than a plan holds. */
export function readSteps(message: string, index: ActionIndex): ReadStep[] | null {
  const texts = splitSteps(message);
  const steps: ReadStep[] = [];
  for (const text of texts.slice(0, MAX_PLAN_STEPS + 1)) {
    const previous = settledAction(steps.at(-1));
    const parts = texts.length > MAX_SOFT_STEPS ? null : splitSoftly(text, index, previous);
    steps.push(...(parts ?? [{ text, reading: readStep(text, index, previous) }]));
  }
  return steps.length > MAX_PLAN_STEPS ? null : steps;
}

/** The action that a step is sure about; null where it is not. */
export const settledAction = (step: ReadStep | undefined): ActionProfile | null => (step?.reading.kind === 'action' ? step.reading.action : null);

/** Splits at 'and' or a comma where each part is an action by itself; null where it is not so. */
function splitSoftly(text: string, index: ActionIndex, previous: ActionProfile | null): ReadStep[] | null {
  const cuts = findSoftCuts(text);
  if (cuts.length > MAX_SOFT_CUTS) return null;
  for (const { end, next } of cuts) {
    const head = clearStep(text.slice(0, end), index, previous);
    if (!head) continue;
    const rest = text.slice(next);
    const context = settledAction(head);
    const tail = splitSoftly(rest, index, context) ?? clearStep(rest, index, context);
    if (tail) return [head, ...(Array.isArray(tail) ? tail : [tail])];
  }
  return null;
}

function clearStep(text: string, index: ActionIndex, previous: ActionProfile | null): ReadStep | null {
  const reading = readStep(text, index, previous);
  return reading.kind === 'action' && reading.needs.length === 0 && reading.unplaced.length === 0 ? { text, reading } : null;
}
