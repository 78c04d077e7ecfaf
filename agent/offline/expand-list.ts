import { splitWords } from './fold-word.ts';
import { namesOne, type InputField } from './input-field.ts';
import type { StepReading } from './read-step.ts';
import { findSoftCuts } from './split-steps.ts';

const MAX_TEXT = 400;
const MAX_ITEMS = 10;
const MAX_ITEM_WORDS = 4;

/** A step that leaves nothing to ask, with its words. */
export type ClearStep = { readonly text: string; readonly reading: Extract<StepReading, { kind: 'action' }> };

/**
 * Reads 'close the inlet, outlet and drain valves' as one step for each thing that is listed. Each must be a clear step of the
 * same action by itself, and they may differ in nothing but which thing it is; null where it is not so.
 */
export function expandList(text: string, read: (text: string) => ClearStep | null): ClearStep[] | null {
  const cuts = findSoftCuts(text);
  const [first, last] = [cuts[0], cuts.at(-1)];
  if (!first || !last || cuts.length >= MAX_ITEMS || text.length > MAX_TEXT) return null;
  const [head, tail] = [text.slice(0, first.end), text.slice(last.next)];
  const middle = cuts.slice(1).map((cut, place) => text.slice(cuts[place]?.next, cut.end));
  for (const start of wordStarts(head).reverse().slice(0, MAX_ITEM_WORDS)) {
    if (isValuePlace(head.slice(0, start)) || /^(?:to|as|into|is|of|at|in|on|for|from|by|with)\b/iu.test(head.slice(start))) continue;
    for (const end of wordEnds(tail).slice(0, MAX_ITEM_WORDS)) {
      const items = [head.slice(start), ...middle, tail.slice(0, end)];
      const steps = items.flatMap((item) => read(`${head.slice(0, start)}${item}${tail.slice(end)}`) ?? []);
      if (steps.length === items.length && tellThingsApart(steps)) return steps;
    }
  }
  return null;
}

const wordStarts = (text: string): number[] => [...text.matchAll(/(?<!\S)\S/gu)].map(({ index }) => index);
const wordEnds = (text: string): number[] => [...text.matchAll(/\S(?!\S)/gu)].map(({ index }) => index + 1);

/** After 'to' or 'as' stands a value, and giving a thing two values one after the other is never meant. */
const isValuePlace = (before: string): boolean => /\b(?:to|as|into|is)\s+(?:\S+\s+)?$/iu.test(before);

function tellThingsApart(steps: readonly ClearStep[]): boolean {
  const [first] = steps;
  if (!first || steps.some(({ reading }) => reading.ref !== first.reading.ref)) return false;
  const { action } = first.reading;
  const differing = action.fields.filter(({ name }) => steps.some(({ reading }) => reading.inputs[name] !== first.reading.inputs[name]));
  const [field, ...others] = differing;
  if (!field || others.length > 0 || !namesOne(field) || showsAsValue(action.examples, field)) return false;
  return new Set(steps.map(({ reading }) => reading.inputs[field.name])).size === steps.length;
}

/** Whether an example gives the input after 'to' or 'as': 'assign incident 2 to ana'. */
function showsAsValue(examples: readonly string[], field: InputField): boolean {
  const spelled = field.options.map((option) => splitWords(String(option)).join(' ')).filter((option) => option !== '');
  return examples.some((example) => {
    const words = ` ${splitWords(example).join(' ')} `;
    return spelled.some((option) => / (?:to|as|into|is)(?: the| a)? $/u.test(words.slice(0, Math.max(0, words.indexOf(` ${option} `)) + 1)));
  });
}
