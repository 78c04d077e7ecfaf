import { stem } from './fold-word.ts';
import type { InputField } from './input-field.ts';
import { fieldNamedBefore, openFields, takeValue, type Reading } from './reading.ts';
import { fitQuantity } from './read-value.ts';
import { range, wordAt } from './token-at.ts';

type Place = { readonly at: number; readonly fits: readonly { readonly field: InputField; readonly value: number }[] };

/** Reads numbers into the inputs that they name or, where one number meets one numeric input, by that alone. */
export function readNumbers(reading: Reading, meanings: ReadonlySet<string>): void {
  for (const at of openNumbers(reading)) readNamedNumber(reading, at);
  readNumberLists(reading);
  const places = openNumbers(reading).map((at) => placeOf(reading, at));
  const [place, ...others] = places;
  const [fit, ...rivals] = place?.fits ?? [];
  if (!place || !fit || others.length > 0 || rivals.length > 0 || contradicts(reading, place.at, meanings)) return;
  takeValue(reading, fit.field, fit.value, [place.at]);
}

function openNumbers(reading: Reading): number[] {
  const isOpen = (at: number) => !reading.taken.has(at) && !reading.known.has(at);
  return range(0, reading.tokens.length).filter((at) => reading.tokens[at]?.kind === 'number' && isOpen(at));
}

function placeOf(reading: Reading, at: number): Place {
  return { at, fits: openFields(reading).flatMap((field) => fitAt(reading, field, at)) };
}

function fitAt(reading: Reading, field: InputField, at: number): { field: InputField; value: number }[] {
  const token = reading.tokens[at];
  const value = token?.kind === 'number' && !hasUnknownUnit(reading, at) ? fitQuantity(field, token) : undefined;
  return value === undefined ? [] : [{ field, value }];
}

/** An unknown word right after a number may be its unit ('5 hundred', '5 minutes'), so such a number is left alone. */
function hasUnknownUnit({ tokens, taken, known }: Reading, at: number): boolean {
  return tokens[at + 1]?.kind === 'word' && !taken.has(at + 1) && !known.has(at + 1);
}

/** 'value 5', 'percent to 5', '1200 rpm', and 'from 3' where an input is called from. */
function readNamedNumber(reading: Reading, at: number): void {
  const before = fieldNamedBefore(reading, at);
  const after = openFields(reading).find((field) => isUnit(field, wordAt(reading.tokens, at + 1)));
  const named = before ?? (after && { field: after, tokens: [at + 1] });
  const [fit] = named ? fitAt(reading, named.field, at) : [];
  if (named && fit) takeValue(reading, fit.field, fit.value, [at, ...named.tokens]);
}

function isUnit(field: InputField, word: string): boolean {
  return word.length > 1 && field.words.map((one) => stem(one)).includes(stem(word));
}

/** All the numbers go into a list of numbers where nothing else could take one. */
function readNumberLists(reading: Reading): void {
  const numbers = openNumbers(reading);
  const [list, ...others] = openFields(reading).filter(({ kind, items }) => kind === 'array' && (items?.kind === 'integer' || items?.kind === 'number'));
  const { items } = list ?? {};
  if (!list || !items || others.length > 0 || numbers.length === 0 || numbers.some((at) => placeOf(reading, at).fits.length > 0)) return;
  const values = numbers.flatMap((at) => fitAt(reading, items, at).map(({ value }) => value));
  if (values.length === numbers.length) takeValue(reading, list, values, numbers);
}

/** 'Increase to 42' and 'set by 5' say something else than the verb does, so their number is not taken. */
function contradicts(reading: Reading, at: number, meanings: ReadonlySet<string>): boolean {
  const before = wordAt(reading.tokens, at - 1);
  const relative = meanings.has('increase') || meanings.has('decrease');
  if (before === 'from') return true;
  return (before === 'to' && relative) || (before === 'by' && meanings.has('set'));
}
