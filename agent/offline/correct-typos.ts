import { editBetween, isSlip } from './edit-between.ts';
import { stem } from './fold-word.ts';
import type { ActionIndex } from './index-actions.ts';
import { readSegment } from './segment.ts';

const MIN_LETTERS = 4;
const MAX_TYPOS = 3;

/** A step with its misspelt words put right, and those words. */
export type Corrected = { readonly text: string; readonly words: readonly string[] };

/**
 * Puts right words of four letters or more that are one slip away from one word that the actions know, and from no other. A
 * word that is known stays as it is, quoted text too. Null where there is nothing to put right, or too much.
 */
export function correctTypos(step: string, index: ActionIndex): Corrected | null {
  const segment = readSegment(step, index);
  const opening = step.slice(0, step.length - segment.text.length);
  const words: string[] = [];
  let text = '';
  let done = 0;
  for (const token of segment.tokens) {
    const meant = token.kind === 'word' ? meantBy(token.word, index) : null;
    if (meant === null) continue;
    text += segment.text.slice(done, token.start) + meant;
    done = token.end;
    words.push(meant);
    if (words.length > MAX_TYPOS) return null;
  }
  return words.length === 0 ? null : { text: `${opening}${text}${segment.text.slice(done)}`, words };
}

function meantBy(typed: string, { knownWords, optionWords }: ActionIndex): string | null {
  if (typed.length < MIN_LETTERS || !/^\p{L}+$/u.test(typed) || knownWords.has(typed) || knownWords.has(stem(typed))) return null;
  const near = [...knownWords].flatMap((word) => {
    const edit = Math.abs(word.length - typed.length) <= 1 ? editBetween(typed, word) : null;
    return edit ? [{ word, edit }] : [];
  });
  const [found, ...others] = near;
  if (!found || others.length > 0 || found.word.length < MIN_LETTERS || !isSlip(found.edit, typed, found.word)) return null;
  // Two values that differ by one letter are two things: which one was meant is asked.
  const hasTwin = optionWords.has(found.word) && [...optionWords].some((other) => other !== found.word && editBetween(other, found.word) !== null);
  return hasTwin ? null : found.word;
}
