import { stem } from './fold-word.ts';
import { numbersThings, type InputField } from './input-field.ts';
import { fieldNamedBefore, openFields, takeValue, type Reading } from './reading.ts';
import { fitQuantity } from './read-value.ts';
import { stopWords } from './stop-words.ts';
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
  return { at, fits: openFields(reading).flatMap((field) => (isTimeApart(reading, field, at) ? [] : fitAt(reading, field, at))) };
}

function fitAt(reading: Reading, field: InputField, at: number): { field: InputField; value: number }[] {
  const token = reading.tokens[at];
  if (token?.kind !== 'number' || hasUnknownUnit(reading, at) || (token.ordinal && !isOrdinalOf(reading, field, at))) return [];
  if (isByApart(reading, field, at)) return [];
  const value = fitQuantity(field, token);
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
  const measured = fieldMeasured(reading, at);
  const named = before ?? (after && { field: after, tokens: [at + 1] }) ?? (measured && { field: measured, tokens: [] });
  const [fit] = named ? fitAt(reading, named.field, at) : [];
  if (named && fit) takeValue(reading, fit.field, fit.value, [at, ...named.tokens]);
}

/** The one open input that takes the unit of a number: '1200 rpm' beside a ramp in seconds. */
function fieldMeasured(reading: Reading, at: number): InputField | null {
  const token = reading.tokens[at];
  if (token?.kind !== 'number' || !token.unit) return null;
  const [field, ...others] = openFields(reading).filter((one) => one.unit?.dimension === token.unit?.dimension);
  return field && others.length === 0 && !isTimeApart(reading, field, at) ? field : null;
}

/** 'Raise it by 5' is no value for an action that sets one. */
function isByApart({ tokens, isRelative }: Reading, field: InputField, at: number): boolean {
  return wordAt(tokens, at - 1) === 'by' && !isRelative && !field.spellings.has('by');
}

/** 'In 5 minutes' says when, 'for 5 minutes' may say so; only an input that is required, or named, is read from a time. */
function isTimeApart({ tokens }: Reading, field: InputField, at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'number' || token.unit?.dimension !== 'time') return false;
  return !field.required || /^(?:in|after|every|until|within|before|at)$/u.test(wordAt(tokens, at - 1));
}

/** 'The second incident' is incident number 2; nothing else takes an ordinal. */
function isOrdinalOf({ tokens, known }: Reading, field: InputField, at: number): boolean {
  const next = wordAt(tokens, at + 1);
  return next !== '' && known.has(at + 1) && !stopWords.has(next) && numbersThings(field);
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
