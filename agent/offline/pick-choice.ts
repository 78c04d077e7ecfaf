import type { Choice } from '../../contract/turn.ts';
import { foldWord } from './fold-word.ts';
import { bareId } from './index-actions.ts';

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** The choice that an answer names by number, ordinal, id or title; null when it names none. */
export function pickChoice(choices: readonly Choice[], answer: string): Choice | null {
  const said = foldWord(answer).replace(/[\s.!,()]+$/u, '').trim();
  const byName = choices.find(({ actionId, title }) => bareId(said) === actionId || said === foldWord(title) || said === `${foldWord(title)} (${actionId})`);
  if (byName) return byName;
  const core = said.replace(/^(?:please\s+)?(?:the\s+)?(?:option|number|choice|no\.?|nr\.?|#)?\s*/u, '').replace(/\s+(?:one|option|choice|please)$/u, '');
  if (core === 'last') return choices.at(-1) ?? null;
  const n = /^\d{1,2}$/u.test(core) ? Number(core) : Math.max(ordinals.indexOf(core), words.indexOf(core)) + 1;
  return choices.find((choice) => choice.n === n) ?? null;
}
