import type { InputField } from './input-field.ts';
import { takeValue, type Reading } from './reading.ts';
import { readValue } from './read-value.ts';
import { markAt, range, wordAt } from './token-at.ts';

/** What stands between a name and its value: 'my site is Hamburg', 'site = Hamburg'. */
const links = new Set(['is', 'are', 'as']);
const isLink = (reading: Reading, at: number): boolean => links.has(wordAt(reading.tokens, at)) || /^[=:]$/u.test(markAt(reading.tokens, at));

/** Longer than this, what stands before the link is a sentence and no name. */
const MAX_NAME_WORDS = 4;

/**
 * Reads 'my site is Hamburg' into an action that keeps any value under a name: the words before the link become the name,
 * the rest the value. An action has such a pair where its two required inputs are a text and a value of any type.
 */
export function readNamedValue(reading: Reading): void {
  const { tokens, text, fields, known, inputs } = reading;
  const [name, value, ...others] = fields.filter(({ required }) => required);
  if (!name || !value || others.length > 0 || name.kind !== 'string' || value.kind !== 'any' || inputs.size > 0) return;
  const link = range(1, tokens.length - 1).find((at) => isLink(reading, at));
  const named = range(0, link ?? 0).filter((at) => !known.has(at) && !isOwnName(reading, name, at));
  const first = tokens[(link ?? 0) + 1];
  if (link === undefined || !first || named.length === 0 || named.length > MAX_NAME_WORDS) return;
  const said = readValue(value, text.slice(first.start).replace(/(?<=[\p{L}\p{N}])[.!]+\s*$/u, ''));
  if (said === undefined) return;
  takeValue(reading, name, named.map((at) => wordsOf(reading, at)).join('_'), named);
  takeValue(reading, value, said, range(link, tokens.length));
}

const isOwnName = ({ pieces }: Reading, { spellings }: InputField, at: number): boolean => spellings.has(pieces[at] ?? '');

/** A token as a part of a name: as it was written, without quotes. */
function wordsOf({ tokens, text }: Reading, at: number): string {
  const token = tokens[at];
  if (!token) return '';
  return token.kind === 'quoted' ? token.value : text.slice(token.start, token.end);
}
