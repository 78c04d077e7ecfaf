/** The one edit that makes `typed` out of `word`, and where: two letters swapped, one missing, one too many, or another letter. */
export type Edit = { readonly kind: 'swap' | 'missing' | 'extra' | 'letter'; readonly at: number };

/** The single edit between two words that are not equal; null where it takes more than one. */
export function editBetween(typed: string, word: string): Edit | null {
  let at = 0;
  while (at < Math.min(typed.length, word.length) && typed[at] === word[at]) at += 1;
  const isRest = (ofTyped: number, ofWord: number) => typed.slice(at + ofTyped) === word.slice(at + ofWord);
  if (typed.length + 1 === word.length) return isRest(0, 1) ? { kind: 'missing', at } : null;
  if (typed.length === word.length + 1) return isRest(1, 0) ? { kind: 'extra', at } : null;
  if (typed.length !== word.length) return null;
  if (isRest(1, 1)) return { kind: 'letter', at };
  return typed[at] === word[at + 1] && typed[at + 1] === word[at] && isRest(2, 2) ? { kind: 'swap', at } : null;
}

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const vowel = /[aeiou]/u;
/** From here on a word is long enough that another letter in it is no other word. */
const LONG = 7;

/**
 * Whether an edit is a slip of the finger rather than another word. The first letter is never a slip, nor is an ending, which
 * tells a tense or a plural ('closed' asks for nothing), nor a vowel for a vowel ('held').
 */
export function isSlip({ kind, at }: Edit, typed: string, word: string): boolean {
  if (at === 0) return false;
  if (kind === 'swap') return true;
  if (at >= Math.min(typed.length, word.length)) return false;
  if (kind !== 'letter') return true;
  const [one = '', other = ''] = [typed[at], word[at]];
  return word.length >= LONG && at < word.length - 1 && areNeighbours(one, other) && !(vowel.test(one) && vowel.test(other));
}

function areNeighbours(one: string, other: string): boolean {
  const place = (letter: string) => rows.map((row, line) => ({ line, at: row.indexOf(letter) })).find(({ at }) => at >= 0);
  const [first, second] = [place(one), place(other)];
  return first !== undefined && second !== undefined && Math.abs(first.line - second.line) <= 1 && Math.abs(first.at - second.at) <= 1;
}
